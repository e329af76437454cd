import { namesWallTime, nextScheduledMs, previousScheduledMs } from './next-scheduled';

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
    // A local time that daylight saving skips does not come an hour later, but the day after.
    ['cron(30 2 * * ? *)', 'Europe/Berlin', '2027-03-28T00:00:00Z', '2027-03-29T00:30:00.000Z'],
    ['cron(0 0 * * ? *)', 'America/Santiago', '2026-09-05T05:00:00Z', '2026-09-07T03:00:00.000Z'],
    ['cron(0 0 * * ? *)', 'Africa/Cairo', '2026-04-23T00:00:00Z', '2026-04-24T21:00:00.000Z'],
    ['cron(15 2 * * ? *)', 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-04T15:15:00.000Z'],
    // One that is repeated comes once, the first time.
    ['cron(30 1 * * ? *)', 'America/New_York', '2026-11-01T00:00:00Z', '2026-11-01T05:30:00.000Z'],
    ['cron(30 1 * * ? *)', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
    ['cron(45 1 * * ? *)', 'Australia/Lord_Howe', '2027-04-03T14:45:00Z', '2027-04-04T15:15:00.000Z'],
    ['cron(0 0 L * ? *)', 'UTC', '2026-11-25T00:00:00Z', '2026-11-30T00:00:00.000Z'],
  ])('%s in %s after %s is %s', (cron, timezone, after, expected) => {
    expect(next(cron, timezone, after)).toBe(expected);
  });

  it('is undefined when the schedule never fires again', () => {
    expect(next('cron(30 12 * * ? 2020)', 'UTC', '2026-11-25T00:00:00Z')).toBeUndefined();
  });
});

describe('nextScheduledMs of one schedule', () => {
  const schedule = { cron: 'cron(0,30 12 * * ? *)', timezone: 'UTC' };

  it('answers alike after any other question', () => {
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
    // Clocks have skipped it the day before.
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
