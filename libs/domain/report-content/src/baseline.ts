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

/** Levels that a trend would multiply by more say nothing of now. */
const maxTrendFactor = 2;

/** A slope is a trend if it is further from 0 than so many of its standard errors. */
const minTrendErrors = 2;

/** A change lasts if so many windows, one after the other, lie on the same side, each by so many spreads. */
const lastingCount = 3;
const minLastingSpreads = 2;

/** The smallest lasting change, as a share of what was expected, and as a count. A level is a square root. */
const [minLastingShare, minLastingCount] = [1 / 4, 8];

/** Its size is measured anew by the windows of two weeks. */
const settlingCount = 2 * daysPerWeek;

/** A spread up to a quarter wider than the noise of counting may be chance. */
const [widerThanNoise, cautionAboutNoise] = [1.25, 1.3];

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
function comparedOf(points: readonly Point[], cadence: Cadence) {
  const isDaily = cadence !== 'other';
  const equal = isDaily ? ofWeekday(points, daysPerWeek) : points;
  if (equal.length >= minEqualCount) return { isWeekday: isDaily, points: equal };
  const recent = points.filter(({ ago }) => ago <= shownWindowCount);
  // The records of a new stage begin within its first day, which may be the oldest of these few.
  const whole = recent.length > daysPerWeek && recent.length === points.length ? recent.slice(1) : recent;
  return isDaily && whole.length >= daysPerWeek ? { isWeekday: false, points: whole } : undefined;
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
  const trend = cadence === 'other' ? noTrend : trendOf(points, noiseOf);
  const now = points
    .map(({ level, ago }) => ({ level: level * Math.exp(trend.slope * ago), ago }))
    .filter(({ ago }) => Math.abs(trend.slope * ago) <= Math.log(maxTrendFactor));
  const compared = comparedOf(now, cadence);
  if (!compared) return undefined;
  const center = medianOf(compared.points.map(({ level }) => level));
  // One weekday has at most eight numbers. The distances of all weekdays from their own medians say more.
  const residuals = (compared.isWeekday ? weekdaysOf(now, minEqualCount) : [compared.points]).flatMap((group) => {
    const levels = group.map(({ level }) => level);
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
    spread: (isWider ? deviation : noise) * Math.sqrt(1 + medianVariance / compared.points.length + trend.doubt),
    ...seenIn(
      equal.map(({ level }) => level),
      center,
    ),
  };
}

const weekdaysOf = (points: readonly Point[], minCount: number): Point[][] =>
  Array.from({ length: daysPerWeek }, (_, ago) => ofWeekday(points, ago)).filter(({ length }) => length >= minCount);

/** The growth per window of a level, as the difference of its logarithm, and the variance that it adds, in spreads. */
const noTrend = { slope: 0, doubt: 0 };

/**
 * The median of all slopes between numbers of the same weekday (Theil and Sen): robust against outliers. A bot that grows by
 * a share each day grows evenly on the scale of logarithms. A slope that chance explains is none.
 */
function trendOf(points: readonly Point[], noiseOf: (center: number) => number): typeof noTrend {
  const slopes = weekdaysOf(points, 2).flatMap((group) =>
    group.flatMap((one, index) =>
      group.slice(index + 1).map((other) => Math.log(other.level / one.level) / (one.ago - other.ago)),
    ),
  );
  if (slopes.length < daysPerWeek) return noTrend;
  const slope = medianOf(slopes);
  const span = (points[0]?.ago ?? 0) - (points.at(-1)?.ago ?? 0);
  // The variance of a slope by least squares through evenly spaced points.
  const variance = (12 * medianVariance) / (points.length * span ** 2);
  const center = medianOf(points.map(({ level }) => level));
  const isTrend = Math.abs(slope) > minTrendErrors * (noiseOf(center) / center) * Math.sqrt(variance);
  return isTrend ? { slope, doubt: variance * (span / 2) ** 2 } : noTrend;
}

/**
 * Brings the levels from before a lasting change to what they would be after it, so that the baseline follows at once. A
 * change lasts if three windows, one after the other, lie far on the same side of what was expected of each.
 *
 * @param points - Oldest first.
 * @returns `change`: it began so many windows ago, and the last window has confirmed it.
 */
export function followChanges(
  points: readonly Point[],
  noiseOf: (center: number) => number,
): { readonly points: readonly Point[]; readonly change?: { readonly ago: number } } {
  const followed = points.map((point) => ({ ...point }));
  const scaleBefore = (ago: number, factor: number): void => {
    for (const point of followed) if (point.ago > ago) point.level *= factor;
  };
  let run: { readonly ago: number; readonly ratio: number }[] = [];
  let change: { readonly ago: number } | undefined;
  for (const [index, { level, ago }] of followed.entries()) {
    const before = followed.slice(0, index).map((point) => ({ ...point, ago: point.ago - ago }));
    if (ofWeekday(before, daysPerWeek).length < minEqualCount) continue;
    const expected = expectationOf(before, 'day', noiseOf);
    if (!expected) continue;
    const { center, spread } = expected;
    const ratio = Math.log(level / center);
    const isFar = Math.abs(level - center) > minLastingSpreads * spread;
    run = isFar ? [...run.filter((other) => other.ratio * ratio > 0), { ago, ratio }].slice(-lastingCount) : [];
    const size = medianOf(run.map((each) => each.ratio));
    const isLarge =
      Math.abs(Math.expm1(2 * size)) >= minLastingShare && Math.abs(level ** 2 - center ** 2) >= minLastingCount;
    const since = run[0]?.ago ?? 0;
    if (run.length === lastingCount && isLarge) {
      scaleBefore(since, Math.exp(size));
      change = { ago: since };
      run = [];
      if (index === followed.length - 1) return { points: followed, change };
    } else if (change && change.ago - ago < settlingCount) {
      const most = (2 * spread) / center;
      scaleBefore(change.ago, Math.exp(Math.max(-most, Math.min(most, ratio)) / (change.ago - ago + 1)));
    }
  }
  return { points: followed };
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
