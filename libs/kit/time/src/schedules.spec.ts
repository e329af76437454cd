import { cronRuns, namesWallTime, nextScheduledMs, previousScheduledMs } from './schedules';

const next = (cron: string, timezone: string, after: string): string | undefined => {
  const ms = nextScheduledMs({ cron, timezone }, Date.parse(after));
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('nextScheduledMs', () => {
  it.each([
    ['cron(30 12 * * ? *)', 'UTC', '2026-11-25T12:29:59Z', '2026-11-25T12:30:00.000Z'],
    ['cron(30 12 * * ? *)', 'UTC', '2026-11-25T12:30:00Z', '2026-11-26T12:30:00.000Z'],
    ['cron(30 12 * * ? *)', 'UTC', '2028-02-28T13:00:00Z', '2028-02-29T12:30:00.000Z'],
    ['cron(0 9 ? * MON *)', 'Europe/Berlin', '2026-11-25T00:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['cron(0 9 ? * 2 *)', 'UTC', '2026-11-25T00:00:00Z', '2026-11-30T09:00:00.000Z'],
    // A local time that daylight saving skips runs on the day after, not an hour later.
    ['cron(30 2 * * ? *)', 'Europe/Berlin', '2027-03-28T00:00:00Z', '2027-03-29T00:30:00.000Z'],
    ['cron(0 0 * * ? *)', 'America/Santiago', '2026-09-05T05:00:00Z', '2026-09-07T03:00:00.000Z'],
    ['cron(0 0 * * ? *)', 'Africa/Cairo', '2026-04-23T00:00:00Z', '2026-04-24T21:00:00.000Z'],
    ['cron(15 2 * * ? *)', 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-04T15:15:00.000Z'],
    // A repeated local time runs once, the first time.
    ['cron(30 1 * * ? *)', 'America/New_York', '2026-11-01T00:00:00Z', '2026-11-01T05:30:00.000Z'],
    ['cron(30 1 * * ? *)', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
    ['cron(45 1 * * ? *)', 'Australia/Lord_Howe', '2027-04-03T14:45:00Z', '2027-04-04T15:15:00.000Z'],
    ['cron(0 0 L * ? *)', 'UTC', '2026-11-25T00:00:00Z', '2026-11-30T00:00:00.000Z'],
  ])('%s in %s after %s is %s', (cron, timezone, after, expected) => {
    expect(next(cron, timezone, after)).toBe(expected);
  });

  it('is undefined if the schedule never fires again', () => {
    expect(next('cron(30 12 * * ? 2020)', 'UTC', '2026-11-25T00:00:00Z')).toBeUndefined();
  });
});

describe('nextScheduledMs of one schedule', () => {
  const schedule = { cron: 'cron(0,30 12 * * ? *)', timezone: 'UTC' };

  it('gives the same answer after any other call', () => {
    const instants = ['11:00', '11:59', '12:00', '12:15', '12:30', '12:29', '11:00', '13:00'].map((time) =>
      Date.parse(`2026-11-25T${time}:00Z`),
    );

    const answers = instants.map((instant) => nextScheduledMs(schedule, instant));

    expect(answers).toEqual(instants.map((instant) => nextScheduledMs({ ...schedule }, instant)));
  });
});

describe('previousScheduledMs', () => {
  const previous = (cron: string, timezone: string, before: string, since = '2026-01-01T00:00:00Z') => {
    const ms = previousScheduledMs({ cron, timezone }, Date.parse(before), Date.parse(since));
    return ms === undefined ? undefined : new Date(ms).toISOString();
  };

  it.each([
    ['cron(30 12 * * ? *)', 'UTC', '2026-11-25T12:30:00Z', '2026-11-24T12:30:00.000Z'],
    ['cron(30 12 * * ? *)', 'UTC', '2026-11-25T12:30:01Z', '2026-11-25T12:30:00.000Z'],
    ['cron(0 6,18 * * ? *)', 'UTC', '2026-11-25T18:00:00Z', '2026-11-25T06:00:00.000Z'],
    ['cron(30 12 ? * MON-FRI *)', 'UTC', '2026-11-30T12:30:00Z', '2026-11-27T12:30:00.000Z'],
    ['cron(0 9 ? * MON *)', 'Europe/Berlin', '2026-03-30T07:00:00Z', '2026-03-23T08:00:00.000Z'],
    // 25 hours before, since clocks were set back in between.
    ['cron(0 9 * * ? *)', 'Europe/Berlin', '2026-10-25T08:00:00Z', '2026-10-24T07:00:00.000Z'],
    // Clocks skipped it the day before.
    ['cron(30 2 * * ? *)', 'Europe/Berlin', '2027-03-29T00:30:00Z', '2027-03-27T01:30:00.000Z'],
  ])('%s in %s before %s is %s', (cron, timezone, before, expected) => {
    expect(previous(cron, timezone, before)).toBe(expected);
  });

  it.each([
    ['2026-11-24T12:30:00Z', '2026-11-24T12:30:00.000Z'],
    ['2026-11-24T12:30:01Z', undefined],
  ])('since %s is %s', (since, expected) => {
    expect(previous('cron(30 12 * * ? *)', 'UTC', '2026-11-25T12:30:00Z', since)).toBe(expected);
  });
});

describe('namesWallTime', () => {
  it.each([
    ['cron(30 2 * * ? *)', '2027-03-28T02:30Z', true],
    ['cron(30 2 * * ? *)', '2027-03-28T03:30Z', false],
    ['cron(30 2 ? * MON-FRI *)', '2027-03-28T02:30Z', false],
  ])('of %s and %s is %s', (cron, wallTime, expected) => {
    expect(namesWallTime(cron, Date.parse(wallTime))).toBe(expected);
  });
});

const now = Date.parse('2026-11-25T12:00:00Z'); // a Wednesday

/** The next runs after a moment, as ISO times without seconds. */
function runsOf(fields: string, { timezone = 'UTC', after = now, count = 2 } = {}): string[] {
  const nextRun = cronRuns(fields, timezone);
  const runs: string[] = [];
  for (let run = nextRun(after); run !== undefined && runs.length < count; run = nextRun(run)) {
    runs.push(new Date(run).toISOString().slice(0, 16));
  }
  return runs;
}

describe('cronRuns', () => {
  it.each([
    ['30 12 * * ? *', ['2026-11-25T12:30', '2026-11-26T12:30']],
    ['0/15 * * * ? *', ['2026-11-25T12:15', '2026-11-25T12:30']],
    ['5,35 14 * * ? *', ['2026-11-25T14:05', '2026-11-25T14:35']],
    ['0 18 ? * MON-FRI *', ['2026-11-25T18:00', '2026-11-26T18:00']],
    ['0 18 ? * 2-6 *', ['2026-11-25T18:00', '2026-11-26T18:00']],
    ['0 0 ? * 1 *', ['2026-11-29T00:00', '2026-12-06T00:00']],
    ['0 8 1 * ? *', ['2026-12-01T08:00', '2027-01-01T08:00']],
    ['0 10 L * ? *', ['2026-11-30T10:00', '2026-12-31T10:00']],
    ['0 10 LW * ? *', ['2026-11-30T10:00', '2026-12-31T10:00']],
    ['0 10 15W * ? *', ['2026-12-15T10:00', '2027-01-15T10:00']],
    ['0 10 ? * 6L *', ['2026-11-27T10:00', '2026-12-25T10:00']],
    ['0 9 ? * 2#1 *', ['2026-12-07T09:00', '2027-01-04T09:00']],
    ['0 0 1 JAN ? 2027-2028', ['2027-01-01T00:00', '2028-01-01T00:00']],
    ['0 0 29 2 ? *', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['0 0 31 2 ? *', []],
    ['0 0 1 1 ? 2020', []],
  ])('(%s) runs at %j', (fields, expected) => {
    expect(runsOf(fields)).toEqual(expected);
  });

  it.each([
    ['5 fields', '30 12 * * ?'],
    ['7 fields', '0 30 12 * * ? *'],
    ['no "?"', '30 12 * * * *'],
    ['a day of month and a day of week', '30 12 1 * MON *'],
    ['two "?"', '30 12 ? * ? *'],
    ['a "?" in another field', '? 12 * * ? *'],
    ['a "?" in a list', '30 12 1,? * MON *'],
    ['a minute of 60', '60 12 * * ? *'],
    ['a weekday of 0', '0 12 ? * 0 *'],
    ['a distance from the last day', '0 12 L-3 * ? *'],
    ['words', 'at half past noon every day'],
    ['nothing', ''],
  ])('rejects an expression with %s', (_case, fields) => {
    expect(() => cronRuns(fields, 'UTC')).toThrow(RangeError);
  });

  it('leaves out a local time that clocks skip in spring', () => {
    const after = Date.parse('2026-03-27T12:00:00Z');

    expect(runsOf('30 2 * * ? *', { timezone: 'Europe/Berlin', after, count: 3 })).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
  });

  it('runs once at a local time that clocks repeat in autumn', () => {
    const after = Date.parse('2026-10-24T12:00:00Z');

    expect(runsOf('30 2 * * ? *', { timezone: 'Europe/Berlin', after })).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });
});
