import { type UsualRange } from './judge-number';

/** As many windows as a report shows beside its own. */
const shownWindowCount = 14;

/** With days, one of each day of the week. */
const recentCount = 7;

/** Below this nothing is usual yet. */
const minKnownCount = 3;

/**
 * Tells how much of a number there was in the last seven windows of which it is known, provided that none was without: then
 * one without is news. Where weekends are silent, one more is none. The first window of all is left aside, which may have
 * begun within its time.
 *
 * @param earlier - As for `judgeNumber`; of these, the newest 14.
 * @returns Undefined where fewer than three windows are known, or one was without.
 */
export function neverNone(earlier: readonly (number | null)[]): UsualRange | undefined {
  const shown = earlier.slice(-shownWindowCount).filter((value) => value !== null);
  const known = shown.slice(1).slice(-recentCount);
  const low = Math.min(...known);
  return known.length < minKnownCount || low <= 0 ? undefined : { low, high: Math.max(...known) };
}
