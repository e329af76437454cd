import { memoize } from '../values/bounded-memo';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long an offset is good for without asking again: no zone has changed its clocks at other times since 1970. */
const offsetPeriodMs = 30_000;

/** Where and when clocks show what. */
export interface TimeZone {
  /** @returns How far clocks are ahead of UTC, ms. */
  offsetMsAt(epochMs: number): number;
  /** @returns `UTC`, an abbreviation such as `EST`, or an offset such as `GMT+2`. */
  nameAt(epochMs: number): string;
}

const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/;
const utcNames = /^(?:UTC|GMT|Z|Etc\/UTC)$/i;

/**
 * Finds a time zone by its name.
 *
 * @param name - `UTC`, `Z`, an offset such as `+02:00`, `-0530` or `UTC+2`, or an IANA name such as `Europe/Madrid`.
 * @returns undefined when there is no such zone.
 */
export const timeZoneOf = memoize((name: string): TimeZone | undefined => {
  if (utcNames.test(name)) return fixedZone(0, 'UTC');
  const [, sign, hours = '', minutes = '0'] = offset.exec(name) ?? [];
  if (sign === undefined) return regionZone(name);
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  const aheadMs = (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return fixedZone(sign === '-' ? -aheadMs : aheadMs, name);
});

const fixedZone = (offsetMs: number, name: string): TimeZone => ({
  offsetMsAt: () => offsetMs,
  nameAt: () => name,
});

/**
 * Turns what clocks show into an instant.
 *
 * @param localMs - What clocks show, as if it were UTC.
 * @returns Epoch milliseconds: of a time that occurs twice the first, of one that clocks skip what it would have been
 * without the skip.
 */
export function instantOf(localMs: number, zone: TimeZone): number {
  const before = localMs - zone.offsetMsAt(localMs - dayMs);
  if (before + zone.offsetMsAt(before) === localMs) return before;
  const after = localMs - zone.offsetMsAt(localMs + dayMs);
  return after + zone.offsetMsAt(after) === localMs ? after : before;
}

/** Asking Intl takes microseconds and events come in order of time, so that the last answer is kept. */
class RegionZone implements TimeZone {
  readonly #clock: Intl.DateTimeFormat;
  readonly #names: Intl.DateTimeFormat;
  #askedPeriod = Number.NaN;
  #offsetMs = 0;

  constructor(timeZone: string) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    this.#clock = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', ...fields, ...time });
    this.#names = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' });
  }

  offsetMsAt(epochMs: number): number {
    const period = Math.floor(epochMs / offsetPeriodMs);
    if (period !== this.#askedPeriod) {
      this.#offsetMs = this.#ask(period * offsetPeriodMs);
      this.#askedPeriod = period;
    }
    return this.#offsetMs;
  }

  nameAt(epochMs: number): string {
    return this.#names.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  }

  #ask(epochMs: number): number {
    const shown = new Map(this.#clock.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - epochMs;
  }
}

function regionZone(name: string): TimeZone | undefined {
  try {
    return new RegionZone(name);
  } catch {
    return undefined;
  }
}

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
