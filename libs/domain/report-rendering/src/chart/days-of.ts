import { type ChartData } from '../view/chart-series';
import { type Day, dayOf, daysBefore } from '../view/window-in-words';
import { type Zone } from '../view/zoned-time';

const msPerDay = 86_400_000;

/**
 * Gives the days on which windows end that follow each other, as words about a report name them by their end.
 *
 * Days before the newest are counted back in the calendar: where clocks change, two ends are no 24 hours apart on the
 * clock, and a day would have two bars, or none.
 *
 * @returns In the order of the windows.
 */
export function daysOf({ endsMs, stepMs }: Pick<ChartData, 'endsMs' | 'stepMs'>, zone: Zone): Day[] {
  if (stepMs % msPerDay !== 0) return endsMs.map((endMs) => dayOf(endMs, zone));
  const last = dayOf(endsMs.at(-1) ?? 0, zone);
  return endsMs.map((_, index) => daysBefore(last, ((endsMs.length - 1 - index) * stepMs) / msPerDay));
}
