import { type Language, reportTexts } from '@pulso/texts';

import { clockTime, zoneOf } from '../view/zoned-time';
import { type ChartData } from './chart-series';
import { chartTexts } from './chart-texts';

/** What stands below a bar, in up to two lines. */
export interface AxisLabel {
  readonly first: string;
  readonly second?: string;
}

const hourMs = 3_600_000;
/** A day of 23 hours is a day, one of 25 hours not two. */
const almostDayMs = 23 * hourMs;
const overDayMs = 26 * hourMs;

/**
 * Names each window by its end: the day on which it ends, or the hour where windows are shorter than a day.
 *
 * A window that ends at midnight is the day before, hence the millisecond.
 *
 * @returns In the order of the windows.
 */
export function axisLabelsOf(
  { endsMs, stepMs }: Pick<ChartData, 'endsMs' | 'stepMs'>,
  language: Language,
  timeZone: string | undefined,
): AxisLabel[] {
  const zone = zoneOf(timeZone);
  const { weekdays } = chartTexts[language];
  return endsMs.map((endMs) => {
    const { weekday, day, month } = zone.wallTimeAt(endMs - 1);
    if (stepMs < almostDayMs) return { first: clockTime(zone.wallTimeAt(endMs)) };
    if (stepMs < overDayMs) return { first: weekdays[weekday] ?? '', second: String(day) };
    return { first: reportTexts(language).date({ day, month }) };
  });
}
