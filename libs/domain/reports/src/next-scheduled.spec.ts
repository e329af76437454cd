import { nextScheduledMs } from './next-scheduled';

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
    ['cron(0 0 L * ? *)', 'UTC', '2026-11-25T00:00:00Z', '2026-11-30T00:00:00.000Z'],
  ])('%s in %s after %s is %s', (cron, timezone, after, expected) => {
    expect(next(cron, timezone, after)).toBe(expected);
  });

  it('is undefined when the schedule never fires again', () => {
    expect(next('cron(30 12 * * ? 2020)', 'UTC', '2026-11-25T00:00:00Z')).toBeUndefined();
  });
});
