import { type UsualRange } from '@pulso/domain/usual-range';

import { type Series } from './series';

/** With days, one of each day of the week. */
const recentCount = 7;

/** Below this nothing is usual yet. */
const minKnownCount = 3;

/**
 * Tells how much of a number there was in the last seven windows of which it is known, provided that none was without: then
 * one without is news. Where weekends are silent, one more is none. The first window of all is left aside, which may have
 * begun within its time.
 *
 * @param earlier - The windows before, oldest first, the first known one at the beginning.
 * @returns Undefined where fewer than three windows are known, or one was without.
 */
export function neverNone(earlier: Series): UsualRange | undefined {
  const known = earlier
    .slice(1)
    .filter((value) => value !== null)
    .slice(-recentCount);
  const low = Math.min(...known);
  return known.length < minKnownCount || low <= 0 ? undefined : { low, high: Math.max(...known) };
}
