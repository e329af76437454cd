import { judgeNumber } from './anomalies';
import { createRandom, normal, poisson, shareOfDay } from './testing/made-up-days';

const hoursPerDay = 24;
const weeksOfHours = 56 * hoursPerDay;
const quietHours = 60 * hoursPerDay;

/** What an hour has of the busiest one of a weekday: few requests at night, fewer at weekends, slowly growing. */
function shareOfHour(hour: number, seed: number): number {
  const ofDay = 0.1 + 0.9 * Math.sin((Math.PI * (hour % hoursPerDay)) / hoursPerDay) ** 2;
  return (ofDay * shareOfDay(Math.floor(hour / hoursPerDay), seed)) / shareOfDay(weeksOfHours / hoursPerDay, 0);
}

/** The same of a bot that an office uses: hardly at night, and from the morning on within two hours. */
const officeShares = [
  ...[0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.1, 0.2, 0.75, 1, 1, 0.9],
  ...[0.7, 0.9, 1, 1, 0.9, 0.7, 0.3, 0.2, 0.15, 0.1, 0.05, 0.03],
];
const shareOfOfficeHour = (hour: number): number => officeShares[hour % hoursPerDay] ?? 0;

/** How many requests come of people who send several each. @param mean - Of people. */
function sessions(mean: number, requestsEach: number, random: () => number): number {
  let count = 0;
  for (let left = poisson(mean, random); left > 0; left -= 1) {
    do count += 1;
    while (random() < 1 - 1 / requestsEach);
  }
  return count;
}

/** What an hour of the day had on the days before that of this one. */
const daysBefore = (hours: readonly number[], hour: number, offset = 0): number[] =>
  Array.from(
    { length: Math.floor(hour / hoursPerDay) },
    (_, day) => hours[(hour % hoursPerDay) + day * hoursPerDay + offset] ?? NaN,
  );

/** Judges an hour beside the same hour of the days before, and the hours beside that. */
const isAnomaly = (hours: readonly number[], hour: number): boolean =>
  judgeNumber(hours[hour] ?? NaN, daysBefore(hours, hour), {
    cadence: 'hour',
    beside: [-1, 1].map((offset) => daysBefore(hours, hour, offset).filter((one) => !Number.isNaN(one))),
  }).isAnomaly;

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
    poisson(peak * shareOfHour(hour, seed) * Math.exp(noise * normal(random)), random),
  );
}

/** Each is a number of four months of hours; at night there are more of them. */
const seeds: readonly number[] = [1, 2, 3, 4, 5, 6];

const anomaliesIn = (hours: readonly number[], from: number): number[] =>
  Array.from({ length: quietHours }, (_, index) => from + index).filter((hour) => isAnomaly(hours, hour));

describe('the hours of 60 quiet days', () => {
  it.each([0.5, 12, 150, 20_000, 0.05, 3, 40, 1000])('have no mark where the busiest has %d', (peak) => {
    const marks = seeds.map((seed) => {
      const hours = quietNumber({ peak, seed });
      return [anomaliesIn(hours, 0), anomaliesIn(hours, weeksOfHours)];
    });

    expect(marks).toEqual(seeds.map(() => [[], []]));
  });

  it.each([30, 20_000, 300, 3000])(
    'have none where the busiest has %d and hours differ by a sixth beside chance',
    (peak) => {
      const marks = seeds.map((seed) => anomaliesIn(quietNumber({ peak, seed, noise: 1 / 6 }), weeksOfHours));

      expect(marks).toEqual(seeds.map(() => []));
    },
  );

  it.each([
    [6, 3, 1],
    [20, 3, 0],
    [60, 6, 0],
  ])('where the busiest has %d requests, of people who send %d each, have %d marks at most', (peak, size, most) => {
    const marks = seeds.map((seed) => {
      const random = createRandom(seed);
      const hours = Array.from({ length: weeksOfHours + quietHours }, (_, hour) =>
        sessions((peak / size) * shareOfHour(hour, seed), size, random),
      );
      return anomaliesIn(hours, weeksOfHours).length;
    });

    for (const count of marks) expect(count).toBeLessThanOrEqual(most);
  });

  it.each([
    [100, 1],
    [300, -1],
    [2000, 1],
    [2000, -1],
  ])('have none where an office with %d in its busiest moves its clocks by %d', (peak, by) => {
    const random = createRandom(peak);
    const hours = Array.from({ length: weeksOfHours + quietHours }, (_, hour) =>
      poisson(peak * shareOfOfficeHour(hour < weeksOfHours ? hour : hour + by), random),
    );

    const marks = anomaliesIn(hours, weeksOfHours);

    expect(marks).toEqual([]);
  });
});

/**
 * Outages of two hours, one on each of 60 days at another minute. Each holds one whole hour.
 *
 * @returns Those of which no hour is found by the end of that one, with its mean.
 */
function missed({ peak, seed, noise }: MadeUp, minMean: number): { readonly hour: number; readonly mean: number }[] {
  const hours = quietNumber({ peak, seed, ...(noise && { noise }) });
  return Array.from({ length: 60 }, (_, day) => {
    const startsAt = weeksOfHours + day * hoursPerDay + ((day * 7 + seed) % hoursPerDay) + ((day * 13) % 60) / 60;
    const hour = Math.ceil(startsAt);
    const mean = Math.min(...[hour - 1, hour, hour + 1].map((each) => peak * shareOfHour(each, seed)));
    return { startsAt, hour, mean };
  })
    .filter(({ mean }) => mean >= minMean)
    .filter(({ startsAt, hour }) => {
      const stopped = hours.map((count, index) => {
        const out = Math.min(1, Math.max(0, Math.min(startsAt + 2, index + 1) - Math.max(startsAt, index)));
        return Math.round(count * (1 - out));
      });
      return !isAnomaly(stopped, hour) && !isAnomaly(stopped, hour - 1);
    });
}

describe('an outage of two hours', () => {
  it.each([40, 20_000, 100, 1000])('is found in its first whole hour where the busiest has %d', (peak) => {
    expect(seeds.flatMap((seed) => missed({ peak, seed }, 25))).toEqual([]);
  });

  it.each([300, 20_000])('is found where the busiest has %d and hours differ by a sixth beside chance', (peak) => {
    expect(seeds.flatMap((seed) => missed({ peak, seed, noise: 1 / 6 }, 60))).toEqual([]);
  });
});

describe('a jump of failures', () => {
  it('is found where 20 of 150 requests an hour fail, and one in a hundred did', () => {
    const random = createRandom(1);
    const noon = weeksOfHours + 12;
    const failed = Array.from({ length: noon }, (_, hour) => poisson(1.5 * shareOfHour(hour, 1), random));

    expect(isAnomaly([...failed, 20], noon)).toBe(true);
    expect(isAnomaly([...failed, 6], noon)).toBe(false);
  });
});
