import { previousRun } from './previous-run';

const now = Date.parse('2026-11-27T12:00:00Z'); // a Friday

const shown = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);

describe('previousRun', () => {
  it.each([
    ['cron(30 12 * * ? *)', 'UTC', '2026-11-26T12:30'],
    ['cron(0 12 * * ? *)', 'UTC', '2026-11-27T12:00'],
    ['cron(45 12 ? * MON *)', 'UTC', '2026-11-23T12:45'],
    ['cron(0 9 1 * ? *)', 'UTC', '2026-11-01T09:00'],
    ['cron(0 9 1 1 ? *)', 'UTC', '2026-01-01T09:00'],
    ['cron(30 12 * * ? *)', 'Europe/Berlin', '2026-11-27T11:30'],
    ['cron(0 9 1 1 ? 2020)', 'UTC', undefined],
  ])('finds that %s in %s was due at %s', (expression, timezone, expected) => {
    expect(shown(previousRun(expression, timezone, now))).toBe(expected);
  });
});
