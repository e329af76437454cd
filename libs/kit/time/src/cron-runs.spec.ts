import { cronRuns } from './cron-runs';

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
    ['two of them', '30 12 ? * ? *'],
    ['one in another field', '? 12 * * ? *'],
    ['one among others', '30 12 1,? * MON *'],
    ['a minute of 60', '60 12 * * ? *'],
    ['a weekday of 0', '0 12 ? * 0 *'],
    ['a distance from the last day', '0 12 L-3 * ? *'],
    ['words', 'at half past noon every day'],
    ['nothing', ''],
  ])('with %s is refused', (_case, fields) => {
    expect(() => cronRuns(fields, 'UTC')).toThrow(RangeError);
  });

  it('leaves out a local time that spring skips', () => {
    const after = Date.parse('2026-03-27T12:00:00Z');

    expect(runsOf('30 2 * * ? *', { timezone: 'Europe/Berlin', after, count: 3 })).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
  });

  it('runs once at a local time that autumn repeats', () => {
    const after = Date.parse('2026-10-24T12:00:00Z');

    expect(runsOf('30 2 * * ? *', { timezone: 'Europe/Berlin', after })).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });
});
