import { type Schedule, dayMs, hourMs, nextScheduledMs } from '@pulso/kit/time';

import { type ReportDefinition } from './report-definition';

const yearMs = 366 * dayMs;

/** Cached: a year of a daily schedule takes a fifth of a second. */
const longestPausesMs = new WeakMap<Schedule, number>();

/**
 * Returns in how many whole hours after a complete report the next one must come.
 *
 * @returns undefined if no alarm can watch for it: it has no schedule or has a condition, or pauses for over `maxHours`.
 */
export function awaitedWithinHours(
  { schedule, onlyIf, notifyOn }: ReportDefinition,
  maxHours: number,
): number | undefined {
  if (schedule === undefined || onlyIf !== undefined || notifyOn !== undefined) return undefined;
  const longestMs = longestPausesMs.get(schedule) ?? longestPauseMs(schedule);
  longestPausesMs.set(schedule, longestMs);
  // Two more for the run and its retries, and because CloudWatch counts whole hours.
  const hours = Math.ceil(longestMs / hourMs) + 2;
  return longestMs > 0 && hours <= maxHours ? hours : undefined;
}

/** Measures a fixed year. @returns 0 for a schedule that does not fire, infinity for one that ends. */
function longestPauseMs(schedule: Schedule): number {
  const fromMs = Date.UTC(2026, 0, 1);
  let longestMs = 0;
  for (let lastMs = nextScheduledMs(schedule, fromMs); lastMs !== undefined && lastMs < fromMs + yearMs;) {
    const nextMs: number | undefined = nextScheduledMs(schedule, lastMs);
    longestMs = Math.max(longestMs, (nextMs ?? Infinity) - lastMs);
    lastMs = nextMs;
  }
  return longestMs;
}
