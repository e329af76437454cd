import { dayMs, minuteMs } from './interval';

/**
 * What clocks on the wall show in one time zone. A wall time is written as epoch ms of the moment at which clocks in UTC
 * show the same, so that a day of the calendar is always 24 hours of it.
 */
export interface WallClock {
  /** @param instantMs - Epoch ms. */
  wallTimeAt(instantMs: number): number;
  /** @returns The moment at which clocks show this, the first of two; undefined: they skip it. Epoch ms. */
  instantAt(wallTimeMs: number): number | undefined;
  /** As {@link WallClock.instantAt}; of a time that is skipped, when clocks would show it had they not been moved. */
  instantNear(wallTimeMs: number): number;
}

/** @param timeZone - An IANA name. @throws {RangeError} It is none. Not retryable. */
export function createWallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const wallTimeAt = (instantMs: number): number => {
    const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wholeMs = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
    return wholeMs + (instantMs - Math.floor(instantMs / minuteMs) * minuteMs);
  };
  const offsetAt = (instantMs: number): number => wallTimeAt(instantMs) - instantMs;
  // No zone moves its clocks twice within two days.
  const offsetBefore = (wallTimeMs: number): number => offsetAt(wallTimeMs - dayMs);
  const instantAt = (wallTimeMs: number): number | undefined => {
    const offsets = [offsetBefore(wallTimeMs), offsetAt(wallTimeMs + dayMs)];
    const instants = offsets.map((offset) => wallTimeMs - offset);
    const shown = instants.filter((instantMs) => wallTimeAt(instantMs) === wallTimeMs);
    return shown.length === 0 ? undefined : Math.min(...shown);
  };
  return {
    wallTimeAt,
    instantAt,
    instantNear: (wallTimeMs) => instantAt(wallTimeMs) ?? wallTimeMs - offsetBefore(wallTimeMs),
  };
}
