/** One number per window, oldest first; `null` is a gap. */
export type Series = readonly (number | null)[];

/** How far a number is from another one. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** The change in whole percent of the base, without a sign. `new`: the base is 0, so there is no percentage. */
  readonly percent: number | 'new';
}

/** The windows that a number is shown beside. */
interface WithEarlier {
  readonly earlier?: Series | undefined;
  /** Of a sum. */
  readonly parts?: Series | undefined;
}

/**
 * Chooses what a number is shown against: the same weekday a week before, and of windows that are no day the one before.
 *
 * The first window of which a number is known is left aside, unless it is a sum that has all its parts: the records of a new
 * stage, or of a new field, begin within it. Nothing in its result tells, and what it lacks would look like growth.
 *
 * @returns null where it is not known.
 */
export function baseOf({ earlier = [], parts }: WithEarlier, isDay: boolean): number | null {
  const index = earlier.length - (isDay && !parts ? 7 : 1);
  return index > 0 || parts ? (earlier[index] ?? null) : null;
}

/** Says how far a value is from what it is compared with. */
export function changeOf(value: number, base: number): Change {
  if (value === base) return { direction: 'same', percent: 0 };
  const direction = value > base ? 'up' : 'down';
  if (base === 0) return { direction, percent: 'new' };
  const share = Math.abs((value - base) / base);
  // "▼100 %" says that nothing is left.
  const mostPercent = direction === 'down' && share < 1 ? 99 : Infinity;
  const percent = Math.min(mostPercent, Math.round(share * 100));
  return { direction: percent === 0 ? 'same' : direction, percent };
}
