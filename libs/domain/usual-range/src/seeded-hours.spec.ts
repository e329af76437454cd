import { judgeNumber } from './judge-number';
import { createRandom, noisy, poisson, shareOfHour } from './testing/made-up-days';

const hoursPerDay = 24;
const weeksOfHours = 56 * hoursPerDay;
const quietHours = 60 * hoursPerDay;

/** Judges an hour beside the same hour of the days before. */
const isUnusual = (hours: readonly number[], hour: number): boolean =>
  judgeNumber(
    hours[hour] ?? NaN,
    hours.filter((_, index) => index < hour && (hour - index) % hoursPerDay === 0),
    { cadence: 'hour' },
  ).isUnusual;

interface MadeUp {
  /** What the busiest hour of a weekday has on average. */
  readonly peak: number;
  readonly seed: number;
  /** By how much busy hours differ beside the noise of counting, as a share. */
  readonly noise?: number;
}

function quietNumber({ peak, seed, noise = 0 }: MadeUp): number[] {
  const random = createRandom(seed);
  return Array.from({ length: weeksOfHours + quietHours }, (_, hour) =>
    poisson(peak * shareOfHour(hour, seed) * noisy(noise, random), random),
  );
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const unusualIn = (hours: readonly number[], from: number): number[] =>
  Array.from({ length: quietHours }, (_, index) => from + index).filter((hour) => isUnusual(hours, hour));

describe('the hours of 60 quiet days', () => {
  it.each([0.05, 0.5, 3, 12, 40, 150, 1000, 20_000])('have no mark where the busiest has %d', (peak) => {
    const marks = seeds(3).map((seed) => {
      const hours = quietNumber({ peak, seed });
      return [unusualIn(hours, 0), unusualIn(hours, weeksOfHours)];
    });

    expect(marks).toEqual(seeds(3).map(() => [[], []]));
  });

  it.each([30, 300, 20_000])('have none where the busiest has %d and hours differ by a sixth beside chance', (peak) => {
    const marks = seeds(3).map((seed) => unusualIn(quietNumber({ peak, seed, noise: 1 / 6 }), weeksOfHours));

    expect(marks).toEqual([[], [], []]);
  });

  it.each([150, 20_000])('have none in the week after clocks were moved, where the busiest has %d', (peak) => {
    const hours = quietNumber({ peak, seed: 5 });
    // What came at 15 o'clock comes at 14 from then on.
    const moved = hours.filter((_, hour) => hour !== weeksOfHours);
    const week = Array.from({ length: 7 * hoursPerDay }, (_, index) => weeksOfHours + index);

    expect(week.filter((hour) => isUnusual(moved, hour))).toEqual([]);
  });
});

/** Outages of two hours, one on each of 60 days at another time. @returns Those whose first hour is not found, with its mean. */
function missed({ peak, seed, noise }: MadeUp, minMean: number): { readonly hour: number; readonly mean: number }[] {
  const hours = quietNumber({ peak, seed, ...(noise && { noise }) });
  return Array.from({ length: 60 }, (_, day) => weeksOfHours + day * hoursPerDay + ((day * 7 + seed) % hoursPerDay))
    .map((hour) => ({ hour, mean: peak * shareOfHour(hour, seed) }))
    .filter(({ mean }) => mean >= minMean)
    .filter(({ hour }) => {
      const stopped = hours.map((count, index) => (index === hour || index === hour + 1 ? 0 : count));
      return !isUnusual(stopped, hour);
    });
}

describe('an outage of two hours', () => {
  it.each([30, 100, 1000, 20_000])('is found in its first hour where the busiest has %d', (peak) => {
    expect(seeds(3).flatMap((seed) => missed({ peak, seed }, 20))).toEqual([]);
  });

  it.each([300, 20_000])('is found where the busiest has %d and hours differ by a sixth beside chance', (peak) => {
    expect(seeds(3).flatMap((seed) => missed({ peak, seed, noise: 1 / 6 }, 60))).toEqual([]);
  });
});

describe('a jump of failures', () => {
  it('is found where a tenth of 150 requests an hour fails, and one in a hundred did', () => {
    const random = createRandom(1);
    const failed = Array.from({ length: weeksOfHours }, (_, hour) => poisson(1.5 * shareOfHour(hour, 1), random));

    expect(isUnusual([...failed, 15], weeksOfHours)).toBe(true);
    expect(isUnusual([...failed, 6], weeksOfHours)).toBe(false);
  });
});
