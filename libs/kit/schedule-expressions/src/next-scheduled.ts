import { type NextRun, cronRuns } from './cron-runs';

/** When a report begins by itself, as EventBridge Scheduler takes it: `cron(...)` and an IANA name. */
export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
}

/** Takes the six fields out of a `cron(...)` expression. */
function readSchedule({ cron, timezone }: Schedule): NextRun {
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
export const nextScheduledMs = (schedule: Schedule, afterMs: number): number | undefined =>
  readSchedule(schedule)(afterMs);

/**
 * Tells whether a schedule fires at an instant.
 *
 * @throws {RangeError} As {@link nextScheduledMs}.
 */
export const namesInstant = (schedule: Schedule, instantMs: number): boolean =>
  nextScheduledMs(schedule, instantMs - 1) === instantMs;

/**
 * Tells whether a schedule names a time, whether or not clocks of its zone ever show it: one that they skip is left out
 * by the Scheduler, and no report ended there.
 *
 * @param wallTimeMs - As a `WallClock` writes it.
 * @throws {RangeError} The expression is not valid. Not retryable.
 */
export const namesWallTime = (cron: string, wallTimeMs: number): boolean =>
  namesInstant({ cron, timezone: 'UTC' }, wallTimeMs);
