import { type Language, reportTexts } from '@pulso/kit/texts';

import { type ChartData } from '../view/chart-series';
import { periodOf } from '../view/window-in-words';
import { type Zone, clockTime } from '../view/zoned-time';
import { chartTexts } from './chart-texts';
import { daysOf } from './days-of';

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
