import { type Language, reportTexts } from '@pulso/texts';

import { dayOf, periodOf, shortNameOf } from '../view/window-in-words';
import { zoneOf } from '../view/zoned-time';
import { type ChartData } from './chart-series';
import { chartTexts } from './chart-texts';

/** What stands below a bar, in up to two lines. */
export interface AxisLabel {
  readonly first: string;
  readonly second?: string;
}

/**
 * Names each window as `shortNameOf` does, and days by their weekday, too: use has the rhythm of weeks.
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
    const window = { startMs: endMs - stepMs, endMs };
    if (periodOf(window) !== 'day') return { first: shortNameOf(window, zone, reportTexts(language)) };
    const { weekday, day } = dayOf(window, zone);
    return { first: weekdays[weekday] ?? '', second: String(day) };
  });
}
