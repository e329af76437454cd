import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import {
  type DayInWords,
  type Language,
  type Period,
  type ReportTexts,
  languageOf,
  reportTexts,
} from '@pulso/kit/texts';
import { createWallClock, dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { titleIn } from './line-text';

/** The reader and the window of a report. */
export interface Frame {
  /** Chooses the reader's title, else the id. Titles have more languages than texts. */
  readonly titleOf: (title: LocalizedText, id: string) => string;
  readonly language: Language;
  readonly texts: ReportTexts;
  readonly zone: Zone;
  readonly window: Window;
  readonly period: Period;
  /** @example '24 hours to Thu 26 Nov, 12:25 UTC' */
  readonly windowText: string;
}

export interface ReaderOptions {
  /** A language tag. Absent or without texts: English. */
  readonly language?: string | undefined;
  /** An IANA name. Absent or unknown: UTC. */
  readonly timeZone?: string | undefined;
}

export const windowOf = ({ windowStartMs: startMs, windowEndMs: endMs }: ReportContent): Window => ({ startMs, endMs });

export function frameOf(content: ReportContent, { language: tag, timeZone }: ReaderOptions): Frame {
  const language = languageOf(tag);
  const words = { texts: reportTexts(language), zone: zoneOf(timeZone) };
  const window = windowOf(content);
  const titleOf: Frame['titleOf'] = (title, id) => titleIn(title, tag, id);
  return { titleOf, language, ...words, window, period: periodOf(window), windowText: windowInWords(window, words) };
}

/** A day of the calendar. Months count from 0, and weekdays from Sunday, which is 0. */
export type Day = Required<DayInWords> & { readonly weekday: number };

/** What a clock and a calendar on the wall show. */
interface WallTime extends Day {
  readonly year: number;
  readonly hour: number;
  readonly minute: number;
}

/** What a time zone says of a moment. */
export interface Zone {
  /** @throws {RangeError} For a time that `Date` can't hold. Not retryable. */
  readonly wallTimeAt: (epochMs: number) => WallTime;
  /** The zone's distance from UTC at a moment, as in `UTC+5:30`. */
  readonly nameAt: (epochMs: number) => string;
}

const utc: Zone = { wallTimeAt: (epochMs) => utcTimeOf(epochMs), nameAt: () => 'UTC' };

/**
 * Takes no names of months and zones from `Intl`: they depend on the runtime's ICU data. UTC needs no `Intl` at all,
 * which keeps a cold start short.
 *
 * @param timeZone - An IANA name. UTC, which the texts then say, if absent or unknown.
 */
export function zoneOf(timeZone: string | undefined): Zone {
  if (timeZone === undefined || timeZone === 'UTC') return utc;
  try {
    const clock = createWallClock(timeZone);
    return {
      wallTimeAt: (epochMs) => utcTimeOf(clock.wallTimeAt(epochMs)),
      nameAt: (epochMs) => offsetName((clock.wallTimeAt(epochMs) - epochMs) / minuteMs),
    };
  } catch (error) {
    // `Intl` does not know the zone.
    if (error instanceof RangeError) return utc;
    throw error;
  }
}

function utcTimeOf(epochMs: number): WallTime {
  const date = new Date(epochMs);
  // `Intl` throws, too. The getters would put NaN into a report.
  if (Number.isNaN(date.getTime())) throw new RangeError(`${epochMs} ms is not a time of the calendar.`);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${twoDigits(rest)}`}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** @example '04:05' */
export const clockTime = ({ hour, minute }: WallTime): string => `${twoDigits(hour)}:${twoDigits(minute)}`;

export interface Window {
  readonly startMs: number;
  /** Not included. */
  readonly endMs: number;
}

/** A day and a week are an hour shorter or longer where clocks change. */
export function periodOf({ startMs, endMs }: Window): Period {
  const lengthMs = endMs - startMs;
  if (Math.abs(lengthMs - dayMs) <= hourMs) return 'day';
  return Math.abs(lengthMs - 7 * dayMs) <= hourMs ? 'week' : 'other';
}

export const periodOfPart = ({ startMs, endMs }: Window, count: number): Period =>
  periodOf({ startMs, endMs: startMs + (endMs - startMs) / Math.max(1, count) });

type Words = Pick<Frame, 'zone' | 'texts'>;

/**
 * Names whole days of the calendar by their dates, any other window by its length and its end: readers would take the
 * days that it touches for whole ones.
 *
 * @example '24 hours to Thu 26 Nov, 12:25 UTC', '7 days: 20 to 26 Nov, UTC'
 * @example 'Thu 26 Nov, 00:00–12:25 UTC', of a day that goes on
 */
export function windowInWords(window: Window, words: Words): string {
  const { zone, texts } = words;
  const [start, end] = [zone.wallTimeAt(window.startMs), zone.wallTimeAt(window.endMs)];
  const dayCount = Math.round((window.endMs - window.startMs) / dayMs);
  const isOfDays = dayCount > 0 && start.hour === end.hour && start.minute === end.minute;
  if (isOfDays && (dayCount > 1 || isMidnight(end))) return daysInWords(dayCount, window.endMs, words);
  const isWithinDay = isMidnight(start) && start.day === end.day && window.endMs - window.startMs < dayMs;
  if (isWithinDay) return `${texts.date(end)}, ${clockTime(start)}–${clockTime(end)} ${zone.nameAt(window.endMs)}`;
  return windowTo(lengthInWords(window, texts), window.endMs, words);
}

/** Names days by their dates, however clocks were moved within them. */
export function daysInWords(dayCount: number, endMs: number, words: Words): string {
  const { zone, texts } = words;
  if (!endsAtMidnight(endMs, zone)) return windowTo(texts.days(dayCount), endMs, words);
  const last = dayOf(endMs, zone);
  if (dayCount === 1) return `${texts.date(last)}, ${zone.nameAt(endMs)}`;
  const first = daysBefore(last, dayCount - 1);
  const span = texts.dateSpan({ day: first.day, month: first.month }, { day: last.day, month: last.month });
  return `${texts.days(dayCount)}: ${span}, ${zone.nameAt(endMs)}`;
}

/** @example '7 days to Thu 26 Nov, 12:25 UTC' */
function windowTo(length: string, endMs: number, { zone, texts }: Words): string {
  const end = zone.wallTimeAt(endMs);
  return texts.windowTo(length, `${texts.date(end)}, ${clockTime(end)} ${zone.nameAt(endMs)}`);
}

function lengthInWords({ startMs, endMs }: Window, texts: ReportTexts): string {
  const minutes = Math.max(0, Math.round((endMs - startMs) / minuteMs));
  if (minutes % 1440 === 0 && minutes > 1440) return texts.days(minutes / 1440);
  return minutes % 60 === 0 && minutes > 0 ? texts.hours(minutes / 60) : texts.minutes(minutes);
}

/** The day on which a window ends; one that ends at midnight ends on the day before. */
export const dayOf = (endMs: number, zone: Zone): WallTime => zone.wallTimeAt(endMs - 1);

/** @param count - Of days of the calendar. */
export function daysBefore({ year, month, day }: WallTime, count: number): Day {
  // A day below 1 is one of the months before.
  const date = new Date(Date.UTC(year, month, day - count));
  return { day: date.getUTCDate(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}

export const endsAtMidnight = (endMs: number, zone: Zone): boolean => isMidnight(zone.wallTimeAt(endMs));

const isMidnight = ({ hour, minute }: WallTime): boolean => hour === 0 && minute === 0;
