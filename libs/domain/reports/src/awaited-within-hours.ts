import { type Schedule, dayMs, hourMs, nextScheduledMs } from '@pulso/kit/time';

import { type ReportDefinition } from './report-definition';

const yearMs = 366 * dayMs;

/** A year of a daily schedule takes a fifth of a second to walk through. */
const longestPausesMs = new WeakMap<Schedule, number>();

/**
 * Within how many whole hours after one complete report the next one must be there, at most `maxHours`.
 *
 * @returns Undefined where no alarm can say that a report is missing: it has no schedule, it is sent only if something is
 *   so, or its pauses are longer than an alarm looks back.
 */
export function awaitedWithinHours(
  { schedule, onlyIf, notifyOn }: ReportDefinition,
  maxHours: number,
): number | undefined {
  if (schedule === undefined || onlyIf !== undefined || notifyOn !== undefined) return undefined;
  const longestMs = longestPausesMs.get(schedule) ?? longestPauseMs(schedule);
  longestPausesMs.set(schedule, longestMs);
  // Two more for the run itself, with repetitions of what failed, and because CloudWatch counts in whole hours.
  const hours = Math.ceil(longestMs / hourMs) + 2;
  return longestMs > 0 && hours <= maxHours ? hours : undefined;
}

/** In any year; a fixed one makes each synth alike. @returns 0 for a schedule that does not fire, infinity for one that ends. */
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
