import * as fc from 'fast-check';

import { judgeNumber, neverNone } from './anomalies';

type Options = Parameters<typeof judgeNumber>[2];

const judge = (value: number, earlier: readonly (number | null)[], options: Partial<Options> = {}) =>
  judgeNumber(value, earlier, { cadence: 'day', ...options });

const weeks = (count: number, ...week: (number | null)[]): (number | null)[] =>
  Array.from({ length: count }, () => week).flat();

const alike = (count: number, of: number): number[] => Array.from({ length: count }, () => of);

describe('a baseline', () => {
  it('is not known with less than a week', () => {
    expect(judge(9000, alike(6, 100))).toEqual({ isAnomaly: false });
    expect(judge(9000, [...alike(3, 100), null, null, ...alike(3, 100)])).toEqual({ isAnomaly: false });
    expect(judge(9000, alike(7, 100))).toEqual({ baseline: { low: 71, high: 134, expected: 100 }, isAnomaly: true });
  });

  it('is that of the weekday', () => {
    const earlier = weeks(8, 20, 300, 300, 300, 300, 300, 20);

    expect(judge(20, earlier)).toMatchObject({ baseline: { low: 11, high: 31 }, isAnomaly: false });
    expect(judge(300, earlier)).toMatchObject({ isAnomaly: true });
    expect(judge(300, earlier.slice(0, -2))).toMatchObject({ isAnomaly: false });
  });

  it('is that of the last two weeks while the weekday is known less than three times', () => {
    const earlier = weeks(2, 200, 1000, 1000, 1000, 1000, 1000, 200);

    expect(judge(200, earlier).isAnomaly).toBe(false);
    expect(judge(1000, earlier.slice(0, -2)).isAnomaly).toBe(false);
    expect(judge(3000, earlier).isAnomaly).toBe(true);
  });

  it('ignores the first day, which may have begun late, if seven others are known', () => {
    const from = [...alike(6, 300), 280];

    expect(judge(300, [0, ...from, ...alike(6, 300)])).toEqual(judge(300, [...from, ...alike(6, 300)]));
    expect(judge(300, [0, ...alike(6, 300)]).baseline?.low).toBe(0);
  });

  it('looks eight weeks back', () => {
    const old = alike(7 * 20, 9000);

    expect(judge(100, [...old, ...alike(56, 100)])).toEqual(judge(100, alike(56, 100)));
  });

  it('follows a growth of many weeks', () => {
    const earlier = Array.from({ length: 56 }, (_, day) => Math.round(1000 * 1.1 ** (day / 7)));
    const { baseline: usual, isAnomaly } = judge(Math.round(1000 * 1.1 ** 8), earlier);

    expect(isAnomaly).toBe(false);
    expect(usual?.low).toBeGreaterThan(1900);
  });

  it('includes what two of the same weekday had, however rare', () => {
    const rest = [100, 100, 100, 100, 100, 100];
    const once = [...weeks(1, 900, ...rest), ...weeks(7, 100, ...rest)];
    const twice = [...weeks(2, 900, ...rest), ...weeks(6, 100, ...rest)];

    expect(judge(880, once).isAnomaly).toBe(true);
    expect(judge(880, twice).isAnomaly).toBe(false);
  });

  it('is wider if days differ by more than chance', () => {
    const steady = weeks(8, 1000, 1010, 990, 1000, 1005, 995, 1000);
    const unsteady = weeks(4, 700, 1200, 900, 1400, 800, 1100, 1300, 1300, 800, 1100, 700, 1200, 900, 700);

    expect(judge(1500, steady).isAnomaly).toBe(true);
    expect(judge(1500, unsteady).isAnomaly).toBe(false);
  });

  it.each([
    [2, undefined],
    [3, { low: 77, high: 126, expected: 100 }],
  ])('of other windows needs three: of %d', (count, baseline) => {
    expect(judge(300, alike(count, 100), { cadence: 'other' })).toEqual({
      ...(baseline && { baseline }),
      isAnomaly: count > 2,
    });
  });
});

describe('a change that lasts', () => {
  const marksAfter = (from: number, to: number) =>
    Array.from({ length: 20 }, (_, day) => {
      const { isAnomaly, lastsFor } = judge(to, [...alike(42, from), ...alike(day, to)]);
      return [isAnomaly, lastsFor] as const;
    });

  it.each([
    [400, 200],
    [400, 800],
    [40, 20],
    [30, 8],
  ])('from %d to %d is told on its third day, and usual from then on', (from, to) => {
    const days = marksAfter(from, to);

    expect(days[2]).toEqual([true, 2]);
    expect(days.slice(3)).toEqual(days.slice(3).map(() => [false, undefined]));
  });

  it.each([1.05, 0.95, 0.97])('is none where each day has %d times as many as the one before', (growth) => {
    const days = Array.from({ length: 100 }, (_, day) =>
      Math.round(20_000 * (growth > 1 ? growth ** (day - 99) : growth ** day)),
    );

    expect(days.filter((value, day) => day > 20 && judge(value, days.slice(0, day)).isAnomaly)).toEqual([]);
  });
});

describe('a watched number', () => {
  const few = Array.from({ length: 21 }, (_, day) => 5 + (day % 3));

  it('is an anomaly if it is 0 and never was, and its baseline has no 0', () => {
    expect(judge(0, few)).toMatchObject({ baseline: { low: 1, high: 14 }, isAnomaly: false });
    expect(judge(0, few, { isWatched: true })).toEqual({ baseline: { low: 5, high: 7 }, isAnomaly: true });
    expect(judge(0, alike(4, 3), { isWatched: true })).toEqual({ baseline: { low: 3, high: 3 }, isAnomaly: true });
  });

  it('is judged like others if it is not 0, or was 0 on a day of the last week', () => {
    expect(judge(1, few, { isWatched: true })).toEqual(judge(1, few));
    expect(judge(0, [...few, 0], { isWatched: true })).toEqual(judge(0, [...few, 0]));
  });
});

describe('a mark', () => {
  it.each([
    ['a distance that is not chance', 100, 125, 160, {}],
    ['ten more', 2, 11, 14, {}],
    ['a third more', 100_000, 130_000, 140_000, {}],
    ['22 fewer', 30, 9, 5, {}],
    ['a quarter fewer', 100_000, 76_000, 74_000, {}],
    ['five points', 1.5, 6, 8, { unit: 'percent' }],
    ['a tenth of a second', 40, 130, 200, { unit: 'milliseconds' }],
    ['a third of the time', 2000, 2500, 4000, { unit: 'milliseconds' }],
  ] as const)('takes %s: after %d none at %d, one at %d', (_what, before, near, far, options) => {
    const marks = [near, far].map((value) => judge(value, alike(56, before), options).isAnomaly);

    expect(marks).toEqual([false, true]);
  });

  it('takes ten that are missing', () => {
    expect([9, 20].map((before) => judge(0, alike(56, before)).isAnomaly)).toEqual([false, true]);
  });

  it('is set only outside the baseline, for any numbers', () => {
    const number = fc.oneof(fc.nat(300), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const options = fc.record({
      cadence: fc.constantFrom('day' as const, 'other' as const),
      unit: fc.constantFrom('count' as const, 'percent' as const, 'milliseconds' as const),
    });
    fc.assert(
      fc.property(number, fc.array(fc.option(number), { maxLength: 60 }), options, (value, earlier, traits) => {
        const { baseline: usual, isAnomaly } = judgeNumber(value, earlier, traits);

        if (usual) expect(usual.low).toBeLessThanOrEqual(usual.high);
        if (isAnomaly) expect(usual && (value < usual.low || value > usual.high)).toBe(true);
      }),
    );
  });
});

describe('neverNone', () => {
  it.each<[string, readonly (number | null)[], ReturnType<typeof neverNone>]>([
    [
      'says how much a bot had that is used every day, its first day left aside',
      [0, 1, 2, null, 3],
      { low: 1, high: 3 },
    ],
    ['looks at seven windows', [5, 0, 4, 5, 5, 5, 5, 5, 5], { low: 4, high: 5 }],
    ['knows nothing of a bot that rests on some days', [5, 5, 0, 5, 5], undefined],
    ['knows nothing after two days', [900, 10, 20], undefined],
    ['knows nothing on the first day', [], undefined],
  ])('%s', (_what, earlier, range) => {
    expect(neverNone(earlier)).toEqual(range);
  });
});
