import { type Lived } from './lived-contents';

/** From seconds to minutes it is 60. */
const leastFactor = 50;

/**
 * Finds numbers that go by the same name in both versions and differ by what a unit differs by. Both have lived through the
 * same worlds, so that the medians of what stayed as it was are alike.
 *
 * @returns A line per number.
 */
export function changedUnits(today: readonly Lived[], base: readonly Lived[]): string[] {
  const now = mediansOf(today);
  return [...mediansOf(base)].flatMap(([place, then]) => {
    const factor = (now.get(place) ?? then) / then;
    if (!(factor >= leastFactor || factor <= 1 / leastFactor)) return [];
    return [`${place} is ${factor.toPrecision(2)} times what it was. If its unit is another one, give it another name`];
  });
}

/** The median of each number that is not 0, by content and member. */
function mediansOf(lived: readonly Lived[]): Map<string, number> {
  const numbers = lived.flatMap(({ name, text }) => numbersIn(JSON.parse(text), name));
  const byPlace = Map.groupBy(numbers, ([place]) => place);
  return new Map(
    [...byPlace].map(([place, found]) => {
      const sizes = found.map(([, number]) => Math.abs(number)).sort((one, other) => one - other);
      return [place, sizes[Math.floor(sizes.length / 2)] ?? 0];
    }),
  );
}

/** Numbers of DynamoDB and JSON in attributes are texts. What lists consist of is one place. */
function numbersIn(value: unknown, place: string): [place: string, number: number][] {
  if (typeof value === 'number') return value === 0 ? [] : [[place, value]];
  if (typeof value === 'string') return /^([[{]|-?\d+(\.\d+)?$)/.test(value) ? numbersIn(parsed(value), place) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    numbersIn(member, Array.isArray(value) || key === 'N' || key === 'S' ? place : `${place}.${key}`),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
