import { lastHours } from './asked';
import { breakLines, rangeOf } from './questions-state';

describe('breakLines', () => {
  it('gives each command a line', () => {
    expect(breakLines('filter a = 1 | stats count(*) as n')).toBe('filter a = 1\n| stats count(*) as n');
  });

  it('breaks a long line at its own commas, not at those in brackets and texts', () => {
    const long = `stats pct(a, 95) as p, sum(b in [1, 2]) as "x, y", max(${'c'.repeat(60)}) as z`;

    expect(breakLines(long).split('\n')).toEqual([
      'stats pct(a, 95) as p,',
      '    sum(b in [1, 2]) as "x, y",',
      `    max(${'c'.repeat(60)}) as z`,
    ]);
  });
});

const nowMs = Date.parse('2026-11-25T12:00:00.500Z');
const lastWindow = { reportId: 'daily-usage', startMs: 60_000, endMs: 120_000 };

describe('the chosen range of time', () => {
  it.each([1, 24, 168])('ends behind the second of now: %i hours', (hours) => {
    const endMs = Date.parse('2026-11-25T12:00:01Z');

    expect(rangeOf(lastHours(hours), nowMs, undefined)).toEqual({ startMs: endMs - hours * 3_600_000, endMs });
  });

  it('is the window of the last report', () => {
    expect(rangeOf({ ...lastHours(24), preset: 'report' }, nowMs, lastWindow)).toEqual({
      startMs: 60_000,
      endMs: 120_000,
    });
  });

  it('is read as UTC', () => {
    const range = {
      hours: 24,
      preset: 'custom',
      customStart: '2026-11-25T08:00',
      customEnd: '2026-11-25T08:00:30',
    } as const;

    expect(rangeOf(range, nowMs, undefined)).toEqual({
      startMs: Date.parse('2026-11-25T08:00:00Z'),
      endMs: Date.parse('2026-11-25T08:00:30Z'),
    });
  });

  it('is empty until both ends are there', () => {
    expect(rangeOf({ ...lastHours(24), preset: 'custom' }, nowMs, undefined)).toEqual({ startMs: 0, endMs: 0 });
  });
});
