import { catalogue } from '@pulso/domain/reports';
import { UsageError } from '@pulso/adapters/node-runtime';
import { type Interval, dayMs, floorToMinute, minuteMs } from '@pulso/kit/time';

interface Timed {
  /** Epoch ms. */
  readonly atMs: number;
}

/** Of the report whose schedule the demo fires. */
const { hours, ingestLagMinutes } = catalogue.find(({ schedule }) => schedule)?.window ?? {
  hours: 24,
  ingestLagMinutes: 5,
};

/** @returns 12:30 UTC of the day in which a moment lies, epoch ms. */
export const halfPastTwelveOf = (atMs: number): number => Math.floor(atMs / dayMs) * dayMs + 12.5 * 60 * minuteMs;

/** @returns The same time of the day on the last Monday in UTC, today included, epoch ms. */
export const lastMonday = (atMs: number): number => atMs - ((new Date(atMs).getUTCDay() + 6) % 7) * dayMs;

/**
 * Finds when a report shall be due that counts an update: its window ends a few minutes before its schedule fires, so an
 * update of 12:27 is part of the next day's report.
 *
 * @param lastUpdateMs - Epoch ms.
 * @returns The first 12:30 UTC at which the window's end is behind the update, epoch ms.
 * @example
 * reportTimeAfter(Date.parse('2026-11-25T12:25:00Z')); // 2026-11-26T12:30:00Z
 */
export function reportTimeAfter(lastUpdateMs: number): number {
  const sameDayMs = halfPastTwelveOf(lastUpdateMs);
  return lastUpdateMs < sameDayMs - ingestLagMinutes * minuteMs ? sameDayMs : sameDayMs + dayMs;
}

/**
 * Finds when the local cloud of a day has to start: before the first update and before the report.
 *
 * @param updates - Sorted by time.
 * @returns Epoch ms.
 */
export const startTimeFor = (updates: readonly Timed[], reportAtMs: number): number =>
  Math.min(updates[0]?.atMs ?? Infinity, reportAtMs) - minuteMs;

/** Tells which time `reportTimeAfter` has named. */
export const followingLine = (reportAtMs: number): string =>
  `Reporting at ${isoSecond(reportAtMs)}, the first 12:30 UTC whose window holds the last update (--at names another).`;

/**
 * Tells that a report will count no update of a file, as when its time belongs to another day.
 *
 * @param updates - Sorted by time.
 * @param reportAtMs - When the schedule fires, epoch ms.
 * @returns A sentence; undefined when an update lies in the report's window, or when there are no updates.
 */
export function missedWindowLine(updates: readonly Timed[], reportAtMs: number): string | undefined {
  const { startMs, endMs } = windowOf(reportAtMs);
  const earlyCount = updates.filter(({ atMs }) => atMs < startMs).length;
  const lateCount = updates.filter(({ atMs }) => atMs >= endMs).length;
  if (updates.length === 0 || earlyCount + lateCount < updates.length) return undefined;
  const which = updates.length === 1 ? 'The only update does not lie' : `None of the ${updates.length} updates lies`;
  return (
    `${which} in the window of the report, from ${isoSecond(startMs)} until before ${isoSecond(endMs)} ` +
    `(${earlyCount} earlier, ${lateCount} later); use another --at ISO, or none.`
  );
}

/** As the dispatcher computes it for a scheduled run. */
function windowOf(reportAtMs: number): Interval {
  const endMs = floorToMinute(reportAtMs) - ingestLagMinutes * minuteMs;
  return { startMs: endMs - hours * 60 * minuteMs, endMs };
}

/** @example '2026-11-25T12:30:00Z' */
export const isoSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, -5)}Z`;

/** @example '1 update', '2 updates' */
export const countOfUpdates = (count: number): string => `${count} ${count === 1 ? 'update' : 'updates'}`;

/** A demo of more than this would sweep more than ten thousand times. */
const longestDays = 35;

/**
 * Checks that the clock can go from the first update to the report.
 *
 * @throws {UsageError} The report is in no usable century, or the first update too long before it.
 */
export function requireLocalTime(startMs: number, reportAtMs: number): void {
  requireUsableTime(reportAtMs);
  if (reportAtMs - startMs <= longestDays * dayMs) return;
  throw new UsageError(
    `The first update is at ${new Date(startMs).toISOString()}, more than ${longestDays} days before the report at ` +
      `${new Date(reportAtMs).toISOString()}. Give a report time with --at, or leave out the oldest updates.`,
  );
}
/** Times that every part can write down: no negative epoch, four digits for the year. */
const [earliest, latest] = ['2000-01-01T00:00:00Z', '2999-12-31T00:00:00Z'] as const;

/** @throws {UsageError} The local cloud can't show this time. */
function requireUsableTime(atMs: number): void {
  if (atMs >= Date.parse(earliest) && atMs <= Date.parse(latest)) return;
  throw new UsageError(`--at must be between ${earliest} and ${latest}.`);
}

/**
 * Reads what `--at` was given.
 *
 * @returns Epoch ms.
 * @throws {UsageError} It is no time that the local cloud can show.
 */
export function readTime(text: string): number {
  const atMs = parseInstant(text);
  if (atMs === undefined) {
    throw new UsageError(`--at must be an ISO time with a zone, like 2026-11-25T12:30:00Z, got "${text}".`);
  }
  requireUsableTime(atMs);
  return atMs;
}

/** Date, time and zone: a time without a zone would mean another moment on every machine. */
const isoPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO time with a zone.
 *
 * `Date.parse` alone takes other notations too, and turns 30 February into 2 March.
 *
 * @returns Epoch ms; undefined when it is not a time or its day does not exist.
 * @example
 * parseInstant('2026-11-25T13:30:00+01:00'); // 1795609800000
 */
export function parseInstant(text: string): number | undefined {
  const date = isoPattern.exec(text)?.[1];
  const [ms, dayMs] = [Date.parse(text), Date.parse(`${date}T00:00:00Z`)];
  if (date === undefined || Number.isNaN(ms) || Number.isNaN(dayMs)) return undefined;
  return new Date(dayMs).toISOString().startsWith(date) ? ms : undefined;
}
