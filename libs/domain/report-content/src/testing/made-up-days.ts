/** Support for this library's specs: numbers that repeat with their seed. */

/** Draws numbers in (0, 1): the minimal standard generator. @see https://doi.org/10.1145/63039.63042 Park and Miller, 1988 */
export function createRandom(seed: number): () => number {
  let state = (seed * 7919 + 104_729) % 2_147_483_647;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  // Similar seeds begin with similar numbers.
  for (let index = 0; index < 10; index += 1) next();
  return next;
}

export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** How many of a great many people come who do not know of each other. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 400) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

/** What a day has of a first weekday: fewer at weekends, slowly growing. @param firstWeekday - Of day 0; 0 is Monday. */
export const shareOfDay = (day: number, firstWeekday: number): number =>
  ((day + firstWeekday) % 7 > 4 ? 0.75 : 1) * 1.02 ** (day / 7);
