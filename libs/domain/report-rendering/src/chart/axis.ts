import { type Language, reportTexts } from '@pulso/kit/texts';
import { dayMs } from '@pulso/kit/time';

import { chartTexts } from './chart-texts';
import { type ChartData } from '../view/chart-series';
import { periodOf, type Zone, clockTime, type Day, dayOf, daysBefore } from '../view/window-in-words';

/** What stands below a bar, in up to two lines. */
export interface AxisLabel {
  readonly first: string;
  readonly second?: string;
}

/** Windows shorter than this have no day of their own, ms. */
const shortestOfDayMs = 43_200_000;

/**
 * Names each window by the day on which it ends, or, where it is much shorter than a day, by the time of its end; days by
 * their weekday, too: use has the rhythm of weeks.
 *
 * @returns In the order of the windows.
 */
export function axisLabelsOf(
  { endsMs, stepMs }: Pick<ChartData, 'endsMs' | 'stepMs'>,
  language: Language,
  zone: Zone,
): AxisLabel[] {
  if (stepMs < shortestOfDayMs) return endsMs.map((endMs) => ({ first: clockTime(zone.wallTimeAt(endMs)) }));
  const isDay = periodOf({ startMs: 0, endMs: stepMs }) === 'day';
  const { weekdays } = chartTexts[language];
  return daysOf({ endsMs, stepMs }, zone).map(({ day, month, weekday }) =>
    isDay
      ? { first: weekdays[weekday] ?? '', second: String(day) }
      : { first: reportTexts(language).date({ day, month }) },
  );
}

/**
 * Gives the days on which windows end that follow each other, as words about a report name them by their end.
 *
 * Days before the newest are counted back in the calendar: where clocks change, two ends are no 24 hours apart on the
 * clock, and a day would have two bars, or none.
 *
 * @returns In the order of the windows.
 */
function daysOf({ endsMs, stepMs }: Pick<ChartData, 'endsMs' | 'stepMs'>, zone: Zone): Day[] {
  if (stepMs % dayMs !== 0) return endsMs.map((endMs) => dayOf(endMs, zone));
  const last = dayOf(endsMs.at(-1) ?? 0, zone);
  return endsMs.map((_, index) => daysBefore(last, ((endsMs.length - 1 - index) * stepMs) / dayMs));
}

/** Where an axis begins and ends, and the round values that are written at it. */
export interface AxisScale {
  readonly min: number;
  readonly max: number;
  /** Ascending, from `min` to `max`. */
  readonly ticks: readonly number[];
}

/** Steps are one of these times a power of ten. */
const roundSteps = [1, 2, 5, 10];

/** Beyond this, sums of two doubles need not be finite. */
const largestScaled = 1e300;

/**
 * Chooses an axis that holds zero and all values, with one to four steps of 1, 2 or 5 times a power of ten.
 *
 * @param isWhole - The values are counts: no tick lies between two whole numbers.
 * @example roundTicks([180, 249], true).ticks; // [0, 100, 200, 300]
 */
export function roundTicks(values: readonly number[], isWhole: boolean): AxisScale {
  const low = Math.max(-largestScaled, Math.min(0, ...values));
  const high = Math.min(largestScaled, Math.max(0, ...values));
  const step = stepFor((high - low || 1) / 3, isWhole);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step));
  return { min: multiple(first, step), max: multiple(last, step), ticks };
}

/** The smallest round step that is not below `least`. */
function stepFor(least: number, isWhole: boolean): number {
  if (isWhole && least <= 1) return 1;
  const power = 10 ** Math.max(-300, Math.floor(Math.log10(least)));
  const factor = roundSteps.find((round) => round * power >= least) ?? 10;
  return factor * power;
}

/** Without the digits that binary fractions add: 3 * 0.1 is 0.30000000000000004. */
const multiple = (count: number, step: number): number => Number((count * step).toPrecision(12));
