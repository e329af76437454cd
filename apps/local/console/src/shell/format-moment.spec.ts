import { describeMoment, formatMoment, utcDayOf } from './format';

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
