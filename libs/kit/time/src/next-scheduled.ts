import { type NextRun, cronRuns } from './cron-runs';
import { dayMs } from './interval';

/** When a report begins by itself, as EventBridge Scheduler takes it: `cron(...)` and an IANA name. */
export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
}

/** Sweeps ask every five minutes, and reading an expression takes longest. */
const readBefore = new WeakMap<Schedule, NextRun>();

function readSchedule(schedule: Schedule): NextRun {
  const nextRun = readBefore.get(schedule) ?? readExpression(schedule);
  readBefore.set(schedule, nextRun);
  return nextRun;
}

/** Takes the six fields out of a `cron(...)` expression. */
function readExpression({ cron, timezone }: Schedule): NextRun {
  const fields = /^cron\((.*)\)$/.exec(cron)?.[1];
  if (fields === undefined) {
    throw new RangeError(`"${cron}" must be cron(minutes hours day-of-month month day-of-week year)`);
  }
  try {
    return cronRuns(fields, timezone);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`"${cron}" in "${timezone}" is not a schedule: ${problem}`, { cause });
  }
}

/**
 * Finds the first time at which a schedule fires after an instant.
 *
 * @param schedule - As in the catalogue.
 * @param afterMs - Epoch ms; a schedule due exactly then does not count.
 * @returns Epoch ms, or undefined when the schedule never fires again.
 * @throws {RangeError} The expression or the time zone is not valid. Not retryable.
 * @example
 * nextScheduledMs({ cron: 'cron(30 12 * * ? *)', timezone: 'UTC' }, Date.parse('2026-11-25T12:30:00Z'));
 * // Date.parse('2026-11-26T12:30:00Z')
 */
export function nextScheduledMs(schedule: Schedule, afterMs: number): number | undefined {
  const found = foundLast.get(schedule);
  if (found && found.afterMs <= afterMs && afterMs < found.nextMs) return found.nextMs;
  const nextMs = readSchedule(schedule)(afterMs);
  if (nextMs !== undefined) foundLast.set(schedule, { afterMs, nextMs });
  return nextMs;
}

/** What comes next stays next until it is there. */
const foundLast = new WeakMap<Schedule, { readonly afterMs: number; readonly nextMs: number }>();

/**
 * Finds the last time at which a schedule fired before an instant.
 *
 * @param schedule - As in the catalogue.
 * @param beforeMs - Epoch ms; a schedule due exactly then does not count.
 * @param sinceMs - How far back it looks, epoch ms.
 * @returns Epoch ms, or undefined when the schedule did not fire in that time.
 * @throws {RangeError} The expression or the time zone is not valid. Not retryable.
 */
export function previousScheduledMs(schedule: Schedule, beforeMs: number, sinceMs: number): number | undefined {
  const next = readSchedule(schedule);
  // From near to far: most schedules fire each day, and one that fires each minute would be walked through for long.
  for (let lookBackMs = dayMs; ; lookBackMs *= 2) {
    const fromMs = Math.max(beforeMs - lookBackMs, sinceMs);
    let found: number | undefined;
    for (let at = next(fromMs - 1); at !== undefined && at < beforeMs; at = next(at)) found = at;
    if (found !== undefined || fromMs <= sinceMs) return found;
  }
}

/**
 * Tells whether a schedule names a time, whether or not clocks of its zone ever show it: one that they skip is left out
 * by the Scheduler, and no report ended there.
 *
 * @param wallTimeMs - As a `WallClock` writes it.
 * @throws {RangeError} The expression is not valid. Not retryable.
 */
export const namesWallTime = (cron: string, wallTimeMs: number): boolean =>
  readSchedule({ cron, timezone: 'UTC' })(wallTimeMs - 1) === wallTimeMs;
