const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 1970-01-05, the first Monday of the epoch. */
const firstMondayMs = 4 * dayMs;

const units = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

type PeriodUnit = (typeof units)[number];

/** A positive, whole number of time units, as in `bin(5m)`. */
export interface Period {
  readonly count: number;
  readonly unit: PeriodUnit;
}

const shortNames: Readonly<Record<string, PeriodUnit>> = {
  ms: 'millisecond',
  msec: 'millisecond',
  s: 'second',
  sec: 'second',
  m: 'minute',
  min: 'minute',
  h: 'hour',
  hr: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  mon: 'month',
  q: 'quarter',
  qtr: 'quarter',
  y: 'year',
  yr: 'year',
};

/** Larger numbers are capped by Logs Insights, not refused: `bin(120s)` is `bin(60s)`. */
const caps: Partial<Record<PeriodUnit, number>> = { millisecond: 1000, second: 60, minute: 60, hour: 24 };

/**
 * Reads a period's parts.
 *
 * @param unit - In any case; names of more than one letter may end in `s`.
 * @returns undefined when there is no such unit or the number is not a positive whole one.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function periodOf(count: number, unit: string): Period | undefined {
  const name = unit.toLowerCase();
  const known = unitNamed(name) ?? (name.length > 2 && name.endsWith('s') ? unitNamed(name.slice(0, -1)) : undefined);
  if (!known || !Number.isSafeInteger(count) || count < 1) return undefined;
  return { count: Math.min(count, caps[known] ?? count), unit: known };
}

const unitNamed = (name: string): PeriodUnit | undefined =>
  (Object.hasOwn(shortNames, name) ? shortNames[name] : undefined) ?? units.find((unit) => unit === name);

/**
 * Rounds an instant down to its period, in UTC.
 *
 * Milliseconds, seconds, minutes and hours start again with each second, minute, hour and day: `bin(40m)` gives :00 and
 * :40. Longer periods follow the calendar, weeks start on Monday (both unverified).
 *
 * @param instantMs - Epoch milliseconds.
 * @returns Epoch milliseconds, NaN outside the range of dates.
 */
export function floorToPeriod(instantMs: number, { count, unit }: Period): number {
  switch (unit) {
    case 'millisecond':
      return floorWithin(instantMs, count, secondMs);
    case 'second':
      return floorWithin(instantMs, count * secondMs, minuteMs);
    case 'minute':
      return floorWithin(instantMs, count * minuteMs, hourMs);
    case 'hour':
      return floorWithin(instantMs, count * hourMs, dayMs);
    case 'day':
      return floorTo(instantMs, count * dayMs);
    case 'week':
      return floorTo(instantMs - firstMondayMs, count * 7 * dayMs) + firstMondayMs;
    case 'month':
      return floorToMonths(instantMs, count);
    case 'quarter':
      return floorToMonths(instantMs, count * 3);
    case 'year':
      return floorToMonths(instantMs, count * 12);
    default:
      return unit satisfies never;
  }
}

/**
 * Rounds an instant up to its period, in UTC; one that is on the boundary stays (unverified).
 *
 * The end of a period is where the next one starts, which can be the start of the next hour: `dateceil(@timestamp, 40m)`
 * gives :40 and :00.
 *
 * @param instantMs - Epoch milliseconds.
 * @returns Epoch milliseconds, NaN outside the range of dates.
 */
export function ceilToPeriod(instantMs: number, period: Period): number {
  const startMs = floorToPeriod(instantMs, period);
  return startMs === instantMs ? startMs : nextStart(startMs, period);
}

/** @param startMs - Where a period starts. */
function nextStart(startMs: number, { count, unit }: Period): number {
  switch (unit) {
    case 'millisecond':
      return Math.min(startMs + count, floorTo(startMs, secondMs) + secondMs);
    case 'second':
      return Math.min(startMs + count * secondMs, floorTo(startMs, minuteMs) + minuteMs);
    case 'minute':
      return Math.min(startMs + count * minuteMs, floorTo(startMs, hourMs) + hourMs);
    case 'hour':
      return Math.min(startMs + count * hourMs, floorTo(startMs, dayMs) + dayMs);
    case 'day':
      return startMs + count * dayMs;
    case 'week':
      return startMs + count * 7 * dayMs;
    case 'month':
      return addMonths(startMs, count);
    case 'quarter':
      return addMonths(startMs, count * 3);
    case 'year':
      return addMonths(startMs, count * 12);
    default:
      return unit satisfies never;
  }
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

function floorWithin(instantMs: number, stepMs: number, cycleMs: number): number {
  const cycleStartMs = floorTo(instantMs, cycleMs);
  return cycleStartMs + floorTo(instantMs - cycleStartMs, stepMs);
}

function floorToMonths(instantMs: number, monthCount: number): number {
  return startOfMonth(floorTo(monthOf(instantMs), monthCount));
}

const addMonths = (instantMs: number, monthCount: number): number => startOfMonth(monthOf(instantMs) + monthCount);

/** Months since the year 0. */
function monthOf(instantMs: number): number {
  const date = new Date(instantMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOfMonth(month: number): number {
  const year = Math.floor(month / 12);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
  return new Date(0).setUTCFullYear(year, month - year * 12, 1);
}
