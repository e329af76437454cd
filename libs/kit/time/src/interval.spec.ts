import { floorToMinute, hourMs, nominalLengthMs, toInsightsTimeRange } from './interval';

describe('toInsightsTimeRange', () => {
  it('includes both ends, so the last second is the one before the end', () => {
    expect(toInsightsTimeRange({ startMs: 60_000, endMs: 120_000 })).toEqual({
      startTimeSeconds: 60,
      endTimeSeconds: 119,
    });
  });

  it.each([
    ['milliseconds inside a second', { startMs: 1, endMs: 2_000 }],
    ['an empty interval', { startMs: 1_000, endMs: 1_000 }],
    ['a reversed interval', { startMs: 2_000, endMs: 1_000 }],
    ['a start before 1970', { startMs: -1_000, endMs: 1_000 }],
    ['no number', { startMs: Number.NaN, endMs: 1_000 }],
    ['no end', { startMs: 0, endMs: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (_case, interval) => {
    expect(() => toInsightsTimeRange(interval)).toThrow(RangeError);
  });
});

describe('floorToMinute', () => {
  it('rounds down to a full minute', () => {
    expect([60_000, 60_001, 119_999, -1].map(floorToMinute)).toEqual([60_000, 60_000, 60_000, -60_000]);
  });
});

describe('nominalLengthMs', () => {
  it.each([
    [24, 24],
    [23, 24],
    [25, 24],
    [23.5, 24],
    [26, 24],
    [167, 168],
    [169, 168],
    [47, 48],
  ])('counts %d hours as %d', (hours, expected) => {
    expect(nominalLengthMs(hours * hourMs)).toBe(expected * hourMs);
  });

  it.each([0, 1, 6, 12, 21.9, 36])('keeps %d hours', (hours) => {
    expect(nominalLengthMs(hours * hourMs)).toBe(hours * hourMs);
  });
});
