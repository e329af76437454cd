import {
  type Cadence,
  type Expectation,
  comparedWindowCountOf,
  expectationOf,
  followChanges,
  pointsOf,
  shownWindowCount,
} from './baseline';

/** The range of about 95 of 100 usual numbers, both ends included. */
export interface Baseline {
  readonly low: number;
  readonly high: number;
  /** Absent: some. */
  readonly expected?: number;
}

interface Judgement {
  /** Absent: too little is known. */
  readonly baseline?: Baseline;
  /** Whether the number is further outside its baseline than chance explains. */
  readonly isAnomaly: boolean;
  /** It is one that lasts, and began so many windows ago. Later windows have followed it. */
  readonly lastsFor?: number;
}

interface JudgeOptions {
  readonly cadence: Cadence;
  readonly unit?: keyof typeof measures | undefined;
  /** Whether 0 is an anomaly if no earlier window had it: also in a first week, and for a small bot. */
  readonly isWatched?: boolean;
  /** Whether it matters more than others: less makes it an anomaly. */
  readonly isFirst?: boolean;
  /** For hours: the hours before and after on the same days, each like `earlier`. */
  readonly beside?: readonly (readonly (number | null)[])[];
}

interface Measure {
  /** The smallest distance of an anomaly. */
  readonly minRise: number;
  readonly minFallTo: (value: number) => number;
  /** The smallest spread at a level: the noise of counting, or for other numbers a tenth of their value. */
  readonly noiseOf: (level: number) => number;
  readonly decimals: number;
}

/** A tenth of a number is half a tenth of its square root, the level. */
const tenthOf = (level: number): number => level / 20;

/** A 0 is an anomaly if at least this many are expected. */
const minMissed = 10;

const measures: Readonly<Record<'count' | 'milliseconds' | 'percent', Measure>> = {
  // The square root of a count varies by one half, whatever its mean.
  // What falls to 0 or nearly so counts from fewer on.
  count: { minRise: 10, minFallTo: (value) => Math.min(22, minMissed + 2 * value), noiseOf: () => 1 / 2, decimals: 0 },
  milliseconds: { minRise: 100, minFallTo: () => 100, noiseOf: tenthOf, decimals: 0 },
  percent: { minRise: 5, minFallTo: () => 5, noiseOf: tenthOf, decimals: 1 },
};

/** How far off an anomaly is. */
interface Bounds {
  /** Spreads from the centre. A halving is nearer than a doubling. */
  readonly risesFrom: number;
  readonly fallsFrom: number;
  /** The smallest change as a share of what is expected. */
  readonly minRiseShare: number;
  readonly minFallShare: number;
  /** How much windows may differ beyond the noise of counting, even if the known ones do not: a share. */
  readonly unevenShare: number;
}

const ofWindows: Bounds = { risesFrom: 2.6, fallsFrom: 2.5, minRiseShare: 1 / 3, minFallShare: 1 / 4, unevenShare: 0 };

/** There are 24 hours a day, and a notification wakes people: chance must not cause one in months. */
const ofHours: Bounds = { risesFrom: 5, fallsFrom: 5, minRiseShare: 1, minFallShare: 1 / 2, unevenShare: 0.2 };
const baselineSpreads = 2;

/** So many failures are told. */
export const minFirst = 5;

/** Makes the noise of counting the same at every count. @see https://doi.org/10.1093/biomet/35.3-4.246 Anscombe, 1948 */
const anscombe = 3 / 8;
const levelOf = (value: number): number => Math.sqrt(Math.max(0, value) + anscombe);
const valueOf = (level: number): number => Math.max(0, Math.max(0, level) ** 2 - anscombe);

/**
 * Derives a number's baseline from its earlier values, and tells whether it is an anomaly: docs/numbers.md has the rule.
 *
 * @param earlier - One number per window, oldest first, the last being the window right before; `null`: a gap.
 */
export function judgeNumber(
  value: number,
  earlier: readonly (number | null)[],
  { cadence, unit = 'count', isWatched = false, isFirst = false, beside = [] }: JudgeOptions,
): Judgement {
  const measure = { ...measures[unit], ...(isFirst && { minRise: minFirst }) };
  const judgement =
    cadence === 'hour'
      ? judgeHour(value, [earlier, ...beside], measure)
      : judgeByDistance(value, earlier, cadence, measure);
  const some = isWatched && value === 0 ? neverNone(earlier) : undefined;
  // A baseline of few may include 0, which would contradict the mark.
  return some && !judgement.isAnomaly ? { baseline: some, isAnomaly: true } : judgement;
}

/**
 * An hour is an anomaly if it would also be one in the place of the hours beside it: moved clocks shift its use there. A
 * rise must be more than twice what all but one of those hours had, so that a few busy people make none.
 *
 * @param series - Of the hour itself, then of the hours beside it.
 */
function judgeHour(value: number, series: readonly (readonly (number | null)[])[], measure: Measure): Judgement {
  const [own = { isAnomaly: false }, ...others] = series.map((each) => judgeByDistance(value, each, 'hour', measure));
  const known = series.flatMap((each) => each.slice(-comparedWindowCountOf('hour')).filter((one) => one !== null));
  const most = known.toSorted((a, b) => a - b).at(-2) ?? 0;
  const isRise = own.baseline !== undefined && value > own.baseline.high;
  const isLikeOthers = others.some(({ baseline, isAnomaly }) => baseline !== undefined && !isAnomaly);
  return { ...own, isAnomaly: own.isAnomaly && !isLikeOthers && (!isRise || value > 2 * most) };
}

function judgeByDistance(
  value: number,
  earlier: readonly (number | null)[],
  cadence: Cadence,
  measure: Measure,
): Judgement {
  const bounds = cadence === 'hour' ? ofHours : ofWindows;
  // A share of a number is half that share of its square root, the level.
  const noiseOf = (level: number): number => Math.hypot(measure.noiseOf(level), (bounds.unevenShare / 2) * level);
  const points = pointsOf(earlier, cadence, levelOf);
  const followed =
    cadence === 'day' ? followChanges([...points, { level: levelOf(value), ago: 0 }], noiseOf) : { points };
  const known = (followed.change ? points : followed.points).filter(({ ago }) => ago > 0);
  const expectation = expectationOf(known, cadence, noiseOf);
  if (!expectation) return { isAnomaly: false };
  const { center, caution } = expectation;
  const usual = rangeOf(expectation, baselineSpreads, baselineSpreads);
  const near = rangeOf(expectation, bounds.fallsFrom * caution, bounds.risesFrom * caution);
  const isFar = levelOf(value) < near.low || levelOf(value) > near.high;
  const rounded = (level: number): number => Number(valueOf(level).toFixed(measure.decimals));
  return {
    baseline: { low: rounded(usual.low), high: rounded(usual.high), expected: rounded(center) },
    isAnomaly: followed.change !== undefined || (isFar && isWorthMark(value, valueOf(center), measure, bounds)),
    ...(followed.change && { lastsFor: followed.change.ago }),
  };
}

function isWorthMark(value: number, expected: number, measure: Measure, bounds: Bounds): boolean {
  if (value > expected) return value - expected >= Math.max(measure.minRise, expected * bounds.minRiseShare);
  return expected - value >= Math.max(measure.minFallTo(value), expected * bounds.minFallShare);
}

const rangeOf = ({ center, spread, seen, seenDoubt }: Expectation, down: number, up: number): Baseline => ({
  low: Math.min(center - down * spread, seen.low - down * spread * seenDoubt),
  high: Math.max(center + up * spread, seen.high + up * spread * seenDoubt),
});

/**
 * Returns the range of a number in its last seven known windows, if it was never 0: then a 0 is an anomaly. The oldest
 * window is ignored, since counting may have begun within it.
 *
 * @param earlier - As for `judgeNumber`; the newest 14 count.
 * @returns Undefined if fewer than three windows are known, or one had 0.
 */
export function neverNone(earlier: readonly (number | null)[]): Baseline | undefined {
  const shown = earlier.slice(-shownWindowCount).filter((value) => value !== null);
  const known = shown.slice(1).slice(-7);
  const low = Math.min(...known);
  return known.length < 3 || low <= 0 ? undefined : { low, high: Math.max(...known) };
}
