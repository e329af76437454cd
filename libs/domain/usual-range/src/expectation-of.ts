import { type Cadence, type Point, comparedOf, daysPerWeek, isDaily, ofWeekday } from './compared-windows';
import { medianOf, robustDeviationOf } from './robust-statistics';

/** Where a number is expected, on the scale of its points. */
export interface Expectation {
  readonly center: number;
  /** The standard deviation of a number from the centre, the doubt about the centre included. */
  readonly spread: number;
  /** What the same weekday, or windows of this length, have had: it is not unusual. */
  readonly seen: { readonly low: number; readonly high: number };
  /** By how much more distance a mark takes where more than counting makes noise: such noise has more outliers. */
  readonly caution: number;
  /** How far beyond what was seen is still like it, in spreads. */
  readonly seenDoubt: number;
}

/** Fewer weeks show no trend. */
const minTrendWeeks = 4;

/** A spread that looks a quarter wider than the noise of counting may do so by chance. */
const widerThanNoise = 1.25;

const cautionAboutNoise = 1.3;

/** Of a median, against that of a mean: its variance where numbers are normally distributed. */
const medianVariance = Math.PI / 2;

/**
 * Tells where a number is expected after its earlier ones.
 *
 * @param noiseOf - The smallest spread at a centre.
 */
export function expectationOf(
  points: readonly Point[],
  cadence: Cadence,
  noiseOf: (center: number) => number,
): Expectation | undefined {
  const compared = comparedOf(points, cadence);
  if (!compared) return undefined;
  const isWeekday = compared.kind === 'weekday';
  const trend = isWeekday && compared.points.length >= minTrendWeeks ? trendPerWindow(points) : 0;
  const levelNow = ({ level, ago }: Point): number => level + trend * ago;
  const center = medianOf(compared.points.map(levelNow));
  // A weekday has eight numbers at most. How far all of them are from the median of their weekday says more.
  const residuals = (isWeekday ? weekdaysOf(points) : [compared.points]).flatMap((group) => {
    const levels = group.map(levelNow);
    const median = medianOf(levels);
    return levels.map((level) => level - median);
  });
  const deviation = robustDeviationOf(residuals);
  const noise = noiseOf(center);
  const isWider = deviation > widerThanNoise * noise;
  return {
    center,
    caution: isWider ? cautionAboutNoise : 1,
    spread: (isWider ? deviation : noise) * Math.sqrt(1 + medianVariance / compared.points.length),
    ...seenIn(isDaily(cadence) ? ofWeekday(compared.points, daysPerWeek) : compared.points, center, levelNow),
  };
}

/** Weekdays of which a median can be told. */
const weekdaysOf = (points: readonly Point[]): Point[][] =>
  Array.from({ length: daysPerWeek }, (_, ago) => ofWeekday(points, ago)).filter((group) => group.length > 2);

/** The median of all slopes between two numbers of the same weekday (Theil and Sen), which outliers do not change. */
function trendPerWindow(points: readonly Point[]): number {
  const slopes = weekdaysOf(points).flatMap((group) =>
    group.flatMap((one, index) =>
      group.slice(index + 1).map((other) => (other.level - one.level) / (one.ago - other.ago)),
    ),
  );
  return medianOf(slopes);
}

/**
 * What two windows of the same kind have had is usual, however rare. One or two equal weekdays tell it too, with as much
 * noise as the number itself.
 */
function seenIn(
  equal: readonly Point[],
  center: number,
  levelNow: (point: Point) => number,
): Pick<Expectation, 'seen' | 'seenDoubt'> {
  const levels = equal.map(levelNow).toSorted((a, b) => a - b);
  return levels.length > 2
    ? { seen: { low: levels[1] ?? center, high: levels.at(-2) ?? center }, seenDoubt: 0 }
    : { seen: { low: levels[0] ?? center, high: levels.at(-1) ?? center }, seenDoubt: Math.SQRT2 };
}
