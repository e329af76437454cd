import { type DayInWords } from '@pulso/texts';

import { type Zone } from '../view/zoned-time';
import { type ChartData } from './chart-series';

const msPerDay = 86_400_000;

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
export function daysOf({ endsMs, stepMs }: Pick<ChartData, 'endsMs' | 'stepMs'>, zone: Zone): Day[] {
  const lastDay = (endMs: number) => zone.wallTimeAt(endMs - Math.min(stepMs, msPerDay) / 2);
  if (stepMs % msPerDay !== 0) return endsMs.map(lastDay);
  const { year, month, day } = lastDay(endsMs.at(-1) ?? 0);
  const stepDays = stepMs / msPerDay;
  return endsMs.map((_, index) => calendarDay(year, month, day - (endsMs.length - 1 - index) * stepDays));
}

/** @param day - May be below 1: the months before. */
function calendarDay(year: number, month: number, day: number): Day {
  const date = new Date(Date.UTC(year, month, day));
  return { day: date.getUTCDate(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}
