import { type Period, type ReportTexts } from '@pulso/kit/texts';

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

/**
 * Says which time a report is about: whole days by their dates, anything else by its length and its end, so that the
 * end stands there once, and the day of a window from noon to noon is in no doubt.
 *
 * @example '24 hours to Thu 26 Nov, 12:25 UTC', '7 days: 19 to 26 Nov, 12:25 UTC', 'Thu 26 Nov, UTC'
 */
export function windowInWords(window: Window, zone: Zone, texts: ReportTexts): string {
  const [start, end] = [zone.wallTimeAt(window.startMs), zone.wallTimeAt(window.endMs)];
  const zoneName = zone.nameAt(window.endMs);
  const dayCount = Math.round((window.endMs - window.startMs) / msPerDay);
  if (isMidnight(start) && isMidnight(end) && dayCount > 0) {
    const last = zone.wallTimeAt(window.endMs - 1);
    return dayCount === 1
      ? `${texts.date(start)}, ${zoneName}`
      : `${texts.days(dayCount)}: ${texts.dateSpan(withoutWeekday(start), withoutWeekday(last))}, ${zoneName}`;
  }
  const until = `${clockTime(end)} ${zoneName}`;
  if (dayCount > 1 && start.hour === end.hour && start.minute === end.minute) {
    return `${texts.days(dayCount)}: ${texts.dateSpan(withoutWeekday(start), withoutWeekday(end))}, ${until}`;
  }
  return texts.windowTo(lengthInWords(window, texts), `${texts.date(end)}, ${until}`);
}

function lengthInWords({ startMs, endMs }: Window, texts: ReportTexts): string {
  const minutes = Math.max(0, Math.round((endMs - startMs) / msPerMinute));
  if (minutes % 1440 === 0 && minutes > 1440) return texts.days(minutes / 1440);
  return minutes % 60 === 0 && minutes > 0 ? texts.hours(minutes / 60) : texts.minutes(minutes);
}

const isMidnight = ({ hour, minute }: WallTime): boolean => hour === 0 && minute === 0;

const withoutWeekday = ({ day, month }: WallTime): Pick<WallTime, 'day' | 'month'> => ({ day, month });
