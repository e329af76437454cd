import { type DayInWords, type Period, type ReportTexts } from '@pulso/kit/texts';

import { type WallTime, type Zone, clockTime } from './zoned-time';

const msPerMinute = 60_000;
const msPerHour = 3_600_000;
const msPerDay = 86_400_000;

export interface Window {
  readonly startMs: number;
  /** Not included. */
  readonly endMs: number;
}

/** What a window of this length is called. A day and a week are an hour shorter or longer where clocks change. */
export function periodOf({ startMs, endMs }: Window): Period {
  const lengthMs = endMs - startMs;
  if (Math.abs(lengthMs - msPerDay) <= msPerHour) return 'day';
  return Math.abs(lengthMs - 7 * msPerDay) <= msPerHour ? 'week' : 'other';
}

/** Whether a window is one hour, as the watch has them. */
export const isHour = ({ startMs, endMs }: Window): boolean => endMs - startMs === msPerHour;

/** What one of so many parts of a window is called. */
export const periodOfPart = ({ startMs, endMs }: Window, count: number): Period =>
  periodOf({ startMs, endMs: startMs + (endMs - startMs) / Math.max(1, count) });

/**
 * Says which time a report is about: whole days of the calendar by their dates, anything else by its length and its end.
 * So the end stands there once, and the days that a window from noon to noon touches are not taken for whole ones.
 *
 * @example '24 hours to Thu 26 Nov, 12:25 UTC', '7 days to Thu 26 Nov, 12:25 UTC', '7 days: 20 to 26 Nov, UTC'
 * @example 'Thu 26 Nov, 00:00–12:25 UTC', of a day that goes on
 */
export function windowInWords(window: Window, zone: Zone, texts: ReportTexts): string {
  const [start, end] = [zone.wallTimeAt(window.startMs), zone.wallTimeAt(window.endMs)];
  const dayCount = Math.round((window.endMs - window.startMs) / msPerDay);
  const isOfDays = dayCount > 0 && start.hour === end.hour && start.minute === end.minute;
  if (isOfDays && (dayCount > 1 || isMidnight(end))) return daysInWords({ dayCount, endMs: window.endMs }, zone, texts);
  const isWithinDay = isMidnight(start) && start.day === end.day && window.endMs - window.startMs < msPerDay;
  if (isWithinDay) return `${texts.date(end)}, ${clockTime(start)}–${clockTime(end)} ${zone.nameAt(window.endMs)}`;
  return windowTo(lengthInWords(window, texts), window.endMs, zone, texts);
}

/** Says the same of so many days, however clocks have been moved within them. */
export function daysInWords(
  { dayCount, endMs }: { readonly dayCount: number; readonly endMs: number },
  zone: Zone,
  texts: ReportTexts,
): string {
  if (!endsAtMidnight(endMs, zone)) return windowTo(texts.days(dayCount), endMs, zone, texts);
  const last = dayOf(endMs, zone);
  const days =
    dayCount === 1
      ? texts.date(last)
      : `${texts.days(dayCount)}: ${texts.dateSpan(withoutWeekday(daysBefore(last, dayCount - 1)), withoutWeekday(last))}`;
  return `${days}, ${zone.nameAt(endMs)}`;
}

/** @example '7 days to Thu 26 Nov, 12:25 UTC' */
function windowTo(length: string, endMs: number, zone: Zone, texts: ReportTexts): string {
  const end = zone.wallTimeAt(endMs);
  return texts.windowTo(length, `${texts.date(end)}, ${clockTime(end)} ${zone.nameAt(endMs)}`);
}

function lengthInWords({ startMs, endMs }: Window, texts: ReportTexts): string {
  const minutes = Math.max(0, Math.round((endMs - startMs) / msPerMinute));
  if (minutes % 1440 === 0 && minutes > 1440) return texts.days(minutes / 1440);
  return minutes % 60 === 0 && minutes > 0 ? texts.hours(minutes / 60) : texts.minutes(minutes);
}

/** A day of the calendar with its weekday. */
export type Day = Required<DayInWords> & { readonly weekday: number };

/** Gives the day on which a window ends; one that ends at midnight, on the day that is over then. */
export const dayOf = (endMs: number, zone: Zone): WallTime => zone.wallTimeAt(endMs - 1);

/** @param count - Of days of the calendar. */
export function daysBefore({ year, month, day }: WallTime, count: number): Day {
  // A day below 1 is one of the months before.
  const date = new Date(Date.UTC(year, month, day - count));
  return { day: date.getUTCDate(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}

export const endsAtMidnight = (endMs: number, zone: Zone): boolean => isMidnight(zone.wallTimeAt(endMs));

const isMidnight = ({ hour, minute }: WallTime): boolean => hour === 0 && minute === 0;

const withoutWeekday = ({ day, month }: DayInWords): DayInWords => ({ day, month });
