import { type Series } from './series';

/** With days, one of each day of the week. */
const averagedCount = 7;

/** Below this nothing is usual yet. */
const minKnownCount = 3;

/**
 * Tells how much of a number there usually is, as a report compares it: the average of the last seven windows of which it is
 * known, the first one of all left aside, which may have begun within its window.
 *
 * @param earlier - The windows before, oldest first, the first known one at the beginning.
 * @returns A whole number above 0; undefined where fewer than three windows are known, or where there usually is none.
 */
export function usualOf(earlier: Series): number | undefined {
  const known = averagedOf(earlier);
  if (known.length < minKnownCount) return undefined;
  return Math.round(known.reduce((sum, value) => sum + value, 0) / known.length) || undefined;
}

/** Whether none of the windows that {@link usualOf} looks at was without: where weekends are silent, one more is no news. */
export const neverWasNone = (earlier: Series): boolean => averagedOf(earlier).every((value) => value > 0);

const averagedOf = (earlier: Series): number[] =>
  earlier
    .slice(1)
    .filter((value) => value !== null)
    .slice(-averagedCount);
