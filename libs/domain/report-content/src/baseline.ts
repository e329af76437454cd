/** Days are compared with days, hours with the same hour of earlier days, other windows with those before. */
export type Cadence = 'day' | 'hour' | 'other';

/** The number of an earlier window. */
interface Point {
  readonly level: number;
  /** How many windows ago, from 1. */
  readonly ago: number;
}

/** What a number should be, on the scale of its points. */
export interface Expectation {
  readonly center: number;
  /** The standard deviation from the centre, including the doubt about the centre. */
  readonly spread: number;
  /** What the same weekday, or windows of this length, already had: it is usual. */
  readonly seen: { readonly low: number; readonly high: number };
  /** A factor for the distance of an anomaly: noise beyond that of counting has more outliers. */
  readonly caution: number;
  /** How far beyond `seen` is still usual, in spreads. */
  readonly seenDoubt: number;
}

const daysPerWeek = 7;

/** How many earlier windows readers see: two weeks of a daily report. */
export const shownWindowCount = 2 * daysPerWeek;

/** The most earlier windows of a baseline: eight weeks of days, or eight other windows. */
export const comparedWindowCountOf = (cadence: Cadence): number => (cadence === 'other' ? 8 : 8 * daysPerWeek);

/** The fewest equal weekdays, or windows of another length, that make a baseline. */
const minEqualCount = 3;

const minRecentDayCount = daysPerWeek;

/** Fewer weeks show no trend. */
const minTrendWeeks = 4;

/** A spread up to a quarter wider than the noise of counting may be chance. */
const widerThanNoise = 1.25;

const cautionAboutNoise = 1.3;

/** The variance of a median relative to that of a mean, for normally distributed numbers. */
const medianVariance = Math.PI / 2;

/** @param earlier - One number per window, the last being the one right before; `null`: a gap. */
export const pointsOf = (
  earlier: readonly (number | null)[],
  cadence: Cadence,
  levelOf: (value: number) => number,
): Point[] => {
  const compared = earlier.slice(-comparedWindowCountOf(cadence));
  return compared.flatMap((value, index) =>
    value === null ? [] : [{ level: levelOf(value), ago: compared.length - index }],
  );
};

/** The points of one weekday. @param ago - Of any of its windows. */
const ofWeekday = (points: readonly Point[], ago: number): Point[] =>
  points.filter((point) => (point.ago - ago) % daysPerWeek === 0);

/** Chooses the same weekday of several weeks, or the windows right before. @returns Undefined: too little is known. */
function comparedOf(
  points: readonly Point[],
  cadence: Cadence,
): { readonly isWeekday: boolean; readonly points: readonly Point[] } | undefined {
  const isDaily = cadence !== 'other';
  const equal = isDaily ? ofWeekday(points, daysPerWeek) : points;
  if (equal.length >= minEqualCount) return { isWeekday: isDaily, points: equal };
  const recent = points.filter(({ ago }) => ago <= shownWindowCount);
  // The records of a new stage begin within its first day, which may be the oldest of these few.
  const whole = recent.length > minRecentDayCount && recent.length === points.length ? recent.slice(1) : recent;
  return isDaily && whole.length >= minRecentDayCount ? { isWeekday: false, points: whole } : undefined;
}

/**
 * Computes what a number should be after its earlier ones.
 *
 * @param noiseOf - The smallest spread at a centre.
 * @returns Undefined: too little is known.
 */
export function expectationOf(
  points: readonly Point[],
  cadence: Cadence,
  noiseOf: (center: number) => number,
): Expectation | undefined {
  const compared = comparedOf(points, cadence);
  if (!compared) return undefined;
  const { isWeekday } = compared;
  const trend = isWeekday && compared.points.length >= minTrendWeeks ? trendPerWindow(points) : 0;
  const levelNow = ({ level, ago }: Point): number => level + trend * ago;
  const center = medianOf(compared.points.map(levelNow));
  // One weekday has at most eight numbers. The distances of all weekdays from their own medians say more.
  const residuals = (isWeekday ? weekdaysOf(points) : [compared.points]).flatMap((group) => {
    const levels = group.map(levelNow);
    const median = medianOf(levels);
    return levels.map((level) => level - median);
  });
  const deviation = robustDeviationOf(residuals);
  const noise = noiseOf(center);
  const isWider = deviation > widerThanNoise * noise;
  const equal = cadence === 'other' ? compared.points : ofWeekday(compared.points, daysPerWeek);
  return {
    center,
    caution: isWider ? cautionAboutNoise : 1,
    spread: (isWider ? deviation : noise) * Math.sqrt(1 + medianVariance / compared.points.length),
    ...seenIn(equal.map(levelNow), center),
  };
}

/** Returns the median of the compared windows, for rows of a table, which are too small to be judged. */
export function expectedCountOf(earlier: readonly (number | null)[], cadence: Cadence): number | undefined {
  const compared = comparedOf(pointsOf(earlier, cadence, Number), cadence);
  return compared && medianOf(compared.points.map(({ level }) => level));
}

/** The weekdays with enough points for a median. */
const weekdaysOf = (points: readonly Point[]): Point[][] =>
  Array.from({ length: daysPerWeek }, (_, ago) => ofWeekday(points, ago)).filter((group) => group.length > 2);

/** The median of all slopes between numbers of the same weekday (Theil and Sen): robust against outliers. */
function trendPerWindow(points: readonly Point[]): number {
  const slopes = weekdaysOf(points).flatMap((group) =>
    group.flatMap((one, index) =>
      group.slice(index + 1).map((other) => (other.level - one.level) / (one.ago - other.ago)),
    ),
  );
  return medianOf(slopes);
}

/** What two windows of a kind had is usual, however rare. With only one or two windows, noise is added. */
function seenIn(equalLevels: readonly number[], center: number): Pick<Expectation, 'seen' | 'seenDoubt'> {
  const levels = equalLevels.toSorted((a, b) => a - b);
  return levels.length > 2
    ? { seen: { low: levels[1] ?? center, high: levels.at(-2) ?? center }, seenDoubt: 0 }
    : { seen: { low: levels[0] ?? center, high: levels.at(-1) ?? center }, seenDoubt: Math.SQRT2 };
}

/** @returns NaN for no numbers. */
function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low + (high - low) / 2;
}

/** Turns a median absolute deviation into a standard deviation, for normally distributed numbers. */
const deviationPerMad = 1.4826;

/** A standard deviation that is robust against outliers. @see https://doi.org/10.1016/j.jesp.2013.03.013 Leys et al., 2013 */
const robustDeviationOf = (residuals: readonly number[]): number => deviationPerMad * medianOf(residuals.map(Math.abs));
