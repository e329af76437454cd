import { dayMs, minuteMs } from './interval';

/**
 * The local time of one time zone. A wall time is the epoch ms at which UTC clocks show the same, so that a calendar day
 * always has 24 hours.
 */
export interface WallClock {
  /** @param instantMs - Epoch ms. */
  wallTimeAt(instantMs: number): number;
  /** @returns The first moment at which clocks show this, epoch ms; undefined: they skip it. */
  instantAt(wallTimeMs: number): number | undefined;
  /** As {@link WallClock.instantAt}; for a skipped time, the moment at which unchanged clocks would show it. */
  instantNear(wallTimeMs: number): number;
}

/** @param timeZone - An IANA name. @throws {RangeError} The zone is unknown. Not retryable. */
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
  // No zone changes its clocks twice within two days.
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
