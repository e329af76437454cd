/** One number per window, oldest first; `null` is a gap. */
export type Series = readonly (number | null)[];

/** What a number is compared with. */
export interface Base {
  readonly against: 'average' | 'previous';
  readonly value: number;
  /** How many windows the average is of; 1 for `previous`. */
  readonly windowCount: number;
  /** Whether these are the windows right before, none of them missing. */
  readonly isGapless: boolean;
}

/** How far a number is from its base. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** The change in whole percent of the base, without a sign. `new`: the base is 0, so there is no percentage. */
  readonly percent: number | 'new';
}

/** Windows of which an average is made: with days, one of each day of the week. */
const maxAveragedCount = 7;

/** Below this an average says less than the window before does. */
const minAveragedCount = 3;

/**
 * Chooses what to compare a number with: the average of the last seven windows of which the number is known, or, where
 * fewer than three are known, the window right before.
 *
 * A gap is skipped and never counts as zero.
 *
 * @param earlier - Windows of the same length, the last being the one right before.
 * @param rule - `previous`: the window right before or nothing, for windows so long that seven are a season.
 * @returns undefined where nothing is known, as on the first day.
 */
export function baseOf(earlier: Series, rule: 'average' | 'previous'): Base | undefined {
  const known = earlier.filter((value) => value !== null).slice(-maxAveragedCount);
  if (rule === 'average' && known.length >= minAveragedCount) {
    const isGapless = earlier.slice(-known.length).every((value) => value !== null);
    return { against: 'average', value: averageOf(known), windowCount: known.length, isGapless };
  }
  const previous = earlier.at(-1) ?? null;
  return previous === null ? undefined : { against: 'previous', value: previous, windowCount: 1, isGapless: true };
}

/** The windows that a number is shown beside. */
interface WithEarlier {
  readonly earlier?: Series | undefined;
  /** Of a sum. */
  readonly parts?: Series | undefined;
}

/**
 * Gives the earlier windows with which a number is compared: all but the first one of which it is known. The records of a
 * new stage, or of a new field, begin within that. Nothing in its result tells, and what it lacks would look like growth
 * in the windows after it. A sum stands beside one that has all its parts.
 */
export const comparedWindowsOf = ({ earlier = [], parts }: WithEarlier): Series => (parts ? earlier : earlier.slice(1));

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

function averageOf(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  // The sum of the largest doubles is not finite, the average is.
  return Number.isFinite(sum) ? sum / values.length : values.reduce((total, value) => total + value / values.length, 0);
}
