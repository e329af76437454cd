import { type WallClock, createWallClock } from '@pulso/kit/time';

/** What a clock and a calendar on the wall show. */
export interface WallTime {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** A time zone, ready to be asked. */
export interface Zone {
  /** @throws {RangeError} For a time that `Date` can't hold. Not retryable. */
  readonly wallTimeAt: (epochMs: number) => WallTime;
  /** The zone's distance from UTC at a moment, as in `UTC+5:30`. */
  readonly nameAt: (epochMs: number) => string;
}

const utc: Zone = { wallTimeAt: (epochMs) => utcTimeOf(epochMs), nameAt: () => 'UTC' };

const msPerMinute = 60_000;

/**
 * Finds a time zone by its IANA name.
 *
 * Names of months and abbreviations of zones are not asked of `Intl`: they depend on the runtime's ICU data. UTC needs
 * no `Intl` at all, which keeps a cold start short.
 *
 * @param timeZone - Unknown names, and undefined, are UTC, which the texts then say.
 */
export function zoneOf(timeZone: string | undefined): Zone {
  if (timeZone === undefined || timeZone === 'UTC') return utc;
  const clock = clockIn(timeZone);
  if (!clock) return utc;
  return {
    wallTimeAt: (epochMs) => utcTimeOf(clock.wallTimeAt(epochMs)),
    nameAt: (epochMs) => offsetName((clock.wallTimeAt(epochMs) - epochMs) / msPerMinute),
  };
}

function clockIn(timeZone: string): WallClock | undefined {
  try {
    return createWallClock(timeZone);
  } catch (error) {
    // What Intl throws about a zone that it does not know.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function utcTimeOf(epochMs: number): WallTime {
  const date = new Date(epochMs);
  // As Intl does for other zones. The getters would give NaN, and a report would say it.
  if (Number.isNaN(date.getTime())) throw new RangeError(`${epochMs} ms is no time that a calendar has.`);
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

export const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** @example '04:05' */
export const clockTime = ({ hour, minute }: WallTime): string => `${twoDigits(hour)}:${twoDigits(minute)}`;
