/** Support for this library's specs: numbers of days that repeat with their seed. */

/** Draws numbers in (0, 1): the minimal standard generator. @see https://doi.org/10.1145/63039.63042 Park and Miller, 1988 */
export function createRandom(seed: number): () => number {
  let state = (seed * 7919 + 104_729) % 2_147_483_647;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  // The first ones are alike for seeds that are.
  for (let index = 0; index < 10; index += 1) next();
  return next;
}

/** How many of a great many people come who do not know of each other. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 400) {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

const growthPerWeek = 1.02;
const weekendShare = 0.75;

interface Rhythm {
  /** What the mean is on that day. */
  readonly mean: number;
  readonly onDay: number;
  /** Of day 0, from 0, which is Monday. */
  readonly firstWeekday: number;
}

/** The mean of each day of a number that grows slowly and rests at weekends. */
export function meanOn(day: number, { mean, onDay, firstWeekday }: Rhythm): number {
  const shareOf = (each: number): number => ((each + firstWeekday) % 7 > 4 ? weekendShare : 1);
  return (mean * growthPerWeek ** ((day - onDay) / 7) * shareOf(day)) / shareOf(onDay);
}

const nightShare = 0.1;

/** What an hour has of the busiest one of a weekday: few requests at night, fewer at weekends, slowly growing. */
export function shareOfHour(hour: number, seed: number): number {
  const day = Math.floor(hour / 24);
  const ofDay = nightShare + (1 - nightShare) * Math.sin((Math.PI * (hour % 24)) / 24) ** 2;
  return ofDay * ((day + seed) % 7 > 4 ? weekendShare : 1) * growthPerWeek ** (day / 7 - 8);
}

/** A factor around 1. @param deviation - Its standard deviation, a share. */
export const noisy = (deviation: number, random: () => number): number =>
  Math.exp(deviation * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()));

/** The same of a bot that an office uses: hardly at night, and from the morning on within two hours. */
export const shareOfOfficeHour = (hour: number): number => officeShares[((hour % 24) + 24) % 24] ?? 0;

const officeShares = [
  ...[0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.1, 0.2, 0.75, 1, 1, 0.9],
  ...[0.7, 0.9, 1, 1, 0.9, 0.7, 0.3, 0.2, 0.15, 0.1, 0.05, 0.03],
];

/** How many requests come of people who send several each, of whom so many come on average. */
export function sessions(mean: number, requestsEach: number, random: () => number): number {
  let count = 0;
  for (let left = poisson(mean, random); left > 0; left -= 1) {
    do count += 1;
    while (random() < 1 - 1 / requestsEach);
  }
  return count;
}
