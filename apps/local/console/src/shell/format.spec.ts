import { describeMoment, formatBytes, formatCount, formatDuration, formatMoment, utcDayOf } from './format';

it('groups the digits of a count', () => {
  expect([0, 999, 12_345, 1_000_000].map(formatCount)).toEqual(['0', '999', '12,345', '1,000,000']);
});

it('says bytes in the largest unit of which there is one', () => {
  const texts = [0, 999, 1000, 12_345, 999_499, 999_500, 1_234_567_890].map(formatBytes);

  expect(texts).toEqual(['0 B', '999 B', '1 kB', '12.3 kB', '999 kB', '1 MB', '1.23 GB']);
});

it('goes on counting in the largest unit', () => {
  expect(formatBytes(1.5e16)).toBe('15,000 TB');
});

it.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [4250, '4.25 s'],
  [42_060, '42.1 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min'],
  [65_000, '1 min 5 s'],
  [3_599_600, '1 h'],
  [9_000_000, '2 h 30 min'],
  [86_399_000, '1 d'],
  [273_600_000, '3 d 4 h'],
  [-1500, '-1.5 s'],
])('says %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

const atMs = Date.parse('2026-11-25T12:30:05.250Z');

it('shows the time alone when the day is today', () => {
  expect(formatMoment(atMs, '2026-11-25')).toBe('12:30:05');
});

it('shows the day of every other moment', () => {
  expect(formatMoment(atMs, '2026-11-26')).toBe('2026-11-25 12:30:05');
});

it('shows the day while today is not known', () => {
  expect(formatMoment(atMs, undefined)).toBe('2026-11-25 12:30:05');
});

it('changes the day at midnight of UTC', () => {
  const midnightMs = Date.parse('2026-11-26T00:00:00Z');

  expect([utcDayOf(midnightMs - 1), utcDayOf(midnightMs)]).toEqual(['2026-11-25', '2026-11-26']);
});

it('describes a moment to the millisecond, and as it is here', () => {
  expect(describeMoment(atMs)).toMatch(/^2026-11-25 12:30:05\.250 UTC, here 2[456] Nov 2026, \d\d:\d\d:05 \S+$/);
});
