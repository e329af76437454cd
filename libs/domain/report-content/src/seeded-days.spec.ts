import { judgeNumber } from './anomalies';
import { comparedWindowCountOf } from './baseline';
import { createRandom, poisson, shareOfDay } from './testing/made-up-days';

const weeksOfDays = comparedWindowCountOf('day');
const quietDays = 60;

const isAnomaly = (days: readonly number[], day: number): boolean =>
  judgeNumber(days[day] ?? NaN, days.slice(0, day), { cadence: 'day' }).isAnomaly;

/** @param mean - On that day. @param factorOf - What a day has of its share. */
function daysOf(seed: number, mean: number, onDay: number, factorOf = (_: number) => 1, random = createRandom(seed)) {
  const share = (day: number): number => shareOfDay(day, seed % 7);
  return Array.from({ length: onDay + quietDays }, (_, day) =>
    poisson(((mean * share(day)) / share(onDay)) * factorOf(day), random),
  );
}

const quietNumber = (mean: number, seed: number): number[] => daysOf(seed, mean, weeksOfDays);

const countMarks = (days: readonly number[], fromDay: number, isJudged = (_day: number) => true): number =>
  Array.from({ length: quietDays }, (_, index) => fromDay + index).filter(
    (day) => isJudged(day) && isAnomaly(days, day),
  ).length;

const seedsFor = (mean: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => mean * 1000 + index);

describe('quiet days of counts', () => {
  it.each([2, 12, 30, 100, 400, 200_000, ...(isNightly ? [5, 55, 80, 130, 5000] : [])])(
    'with a mean of %d have fewer than one mark per number in 60 days',
    (mean) => {
      // Chance makes most marks at means where a halving can just be found.
      const count = isNightly && mean >= 30 && mean <= 130 ? 50 : 8;
      const numbers = seedsFor(mean, count).map((seed) => quietNumber(mean, seed));

      const atFirst = numbers.reduce((sum, days) => sum + countMarks(days, 0), 0);
      const later = numbers.reduce((sum, days) => sum + countMarks(days, weeksOfDays), 0);

      expect(atFirst / numbers.length).toBeLessThan(1);
      expect(later / numbers.length).toBeLessThan(1);
    },
  );

  it('are not marked because of planted days among them', () => {
    const plantedEvery = 10;
    const isPlanted = (day: number): boolean => day % plantedEvery === 0;
    const numbers = seedsFor(100, isNightly ? 50 : 8).map((seed) =>
      quietNumber(100, seed).map((count, day) =>
        isPlanted(day) ? ([2 * count, 0, Math.round(count / 2)][day % 3] ?? 0) : count,
      ),
    );

    const marks = numbers.reduce((sum, days) => sum + countMarks(days, weeksOfDays, (day) => !isPlanted(day)), 0);

    expect(marks / numbers.length).toBeLessThan(1);
  });
});

/** The share of planted days that are found. Earlier weeks have some, too. */
function shareFound(mean: number, factor: number, count: number): number {
  const found = seedsFor(mean, count).filter((seed) => {
    const onDay = weeksOfDays + (seed % 20);
    const factorOf = (day: number): number => (day === onDay || day % 17 === seed % 17 ? factor : 1);
    return isAnomaly(daysOf(seed, mean, onDay, factorOf, createRandom(seed + 500)), onDay);
  });
  return found.length / count;
}

describe('planted days of counts', () => {
  it.each([100, 150, 400, 5000, 200_000])('are all found if a mean of %d doubles or halves', (mean) => {
    expect([shareFound(mean, 2, 40), shareFound(mean, 0.5, 40)]).toEqual([1, 1]);
  });

  it.each([20, 30, 100, 5000])('are all found if a mean of %d becomes 0', (mean) => {
    expect(shareFound(mean, 0, 60)).toBe(1);
  });

  it('are found nine times of ten if a mean of 30 doubles', () => {
    expect(shareFound(30, 2, 400)).toBeGreaterThanOrEqual(0.9);
  });
});
