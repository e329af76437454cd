import { type TimeZone } from './time-zone';

const dayMs = 24 * 60 * 60_000;

/** What clocks and calendars show at an instant. */
export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly dayOfYear: number;
  /** From 0, Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly offsetMs: number;
  readonly zoneName: string;
  readonly epochMs: number;
}

/** Years of four digits: 1000 to 9999. */
const firstMs = Date.UTC(1000, 0);
const lastMs = Date.UTC(10_000, 0) - 1;

/** @returns Whether the instant is in the years 1000 to 9999, UTC. */
export const isInCalendar = (epochMs: number): boolean => epochMs >= firstMs && epochMs <= lastMs;

/**
 * Reads the calendar.
 *
 * @param instantMs - Epoch milliseconds; fractions are cut.
 * @returns undefined outside the years 1000 to 9999.
 */
export function calendarDateAt(instantMs: number, zone: TimeZone): CalendarDate | undefined {
  const epochMs = Math.floor(instantMs);
  if (!isInCalendar(epochMs)) return undefined;
  const offsetMs = zone.offsetMsAt(epochMs);
  const local = new Date(epochMs + offsetMs);
  if (!isInCalendar(local.getTime())) return undefined;
  const year = local.getUTCFullYear();
  return {
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    dayOfYear: Math.floor((local.getTime() - Date.UTC(year, 0)) / dayMs) + 1,
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    offsetMs,
    get zoneName() {
      return zone.nameAt(epochMs);
    },
    epochMs,
  };
}
