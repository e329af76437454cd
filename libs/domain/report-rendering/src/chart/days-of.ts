import { type DayInWords } from '@pulso/kit/texts';

import { type ChartData } from '../view/chart-series';
import { type WallTime, type Zone } from '../view/zoned-time';

const msPerDay = 86_400_000;

type Windows = Pick<ChartData, 'endsMs' | 'stepMs'>;

/** A day of the calendar with its weekday. */
export type Day = Required<DayInWords> & { readonly weekday: number };

/**
 * Gives the days to which windows belong that follow each other.
 *
 * The newest belongs to the day in which most of it lies: one that ends at 07:25 to the day before. Longer windows belong
 * to the day in which most of their last 24 hours lie. Those before the newest are counted back in days of the calendar:
 * where clocks change, two ends are no 24 hours apart on the clock, and a day would have two bars, or none.
 *
 * @returns In the order of the windows.
 */
export function daysOf(windows: Windows, zone: Zone): Day[] {
  const { endsMs, stepMs } = windows;
  if (!areOfDays(windows)) return endsMs.map((endMs) => lastDayOf(endMs, stepMs, zone));
  const last = lastDayOf(endsMs.at(-1) ?? 0, stepMs, zone);
  return endsMs.map((_, index) => daysBefore(last, ((endsMs.length - 1 - index) * stepMs) / msPerDay));
}

/** Gives the first day of the first window: of weeks, the bar of that window has the name of its last one. */
export function firstDayOf(windows: Windows, zone: Zone): Day | undefined {
  const { endsMs, stepMs } = windows;
  if (!areOfDays(windows)) return daysOf(windows, zone)[0];
  return daysBefore(lastDayOf(endsMs.at(-1) ?? 0, stepMs, zone), (endsMs.length * stepMs) / msPerDay - 1);
}

const areOfDays = ({ stepMs }: Windows): boolean => stepMs % msPerDay === 0;

const lastDayOf = (endMs: number, stepMs: number, zone: Zone): WallTime =>
  zone.wallTimeAt(endMs - Math.min(stepMs, msPerDay) / 2);

/** @param count - Of days of the calendar. */
function daysBefore({ year, month, day }: WallTime, count: number): Day {
  // A day below 1 is one of the months before.
  const date = new Date(Date.UTC(year, month, day - count));
  return { day: date.getUTCDate(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}
