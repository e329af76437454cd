import { Cron } from 'croner';

import { dayMs } from './interval';

/** A report's schedule for EventBridge Scheduler: `cron(...)` and an IANA name. */
export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
}

/** A cache: sweeps ask every five minutes, and parsing an expression is the slowest part. */
const readBefore = new WeakMap<Schedule, NextRun>();

function readSchedule(schedule: Schedule): NextRun {
  const nextRun = readBefore.get(schedule) ?? readExpression(schedule);
  readBefore.set(schedule, nextRun);
  return nextRun;
}

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
 * @param afterMs - Epoch ms; a schedule due exactly then does not count.
 * @returns Epoch ms, or undefined if the schedule never fires again.
 * @throws {RangeError} The expression or the time zone is not valid. Not retryable.
 */
export function nextScheduledMs(schedule: Schedule, afterMs: number): number | undefined {
  const found = foundLast.get(schedule);
  if (found && found.afterMs <= afterMs && afterMs < found.nextMs) return found.nextMs;
  const nextMs = readSchedule(schedule)(afterMs);
  if (nextMs !== undefined) foundLast.set(schedule, { afterMs, nextMs });
  return nextMs;
}

/** A cache: the next time stays the same until it is reached. */
const foundLast = new WeakMap<Schedule, { readonly afterMs: number; readonly nextMs: number }>();

/**
 * Finds the last time at which a schedule fired before an instant.
 *
 * @param beforeMs - Epoch ms; a schedule due exactly then does not count.
 * @param sinceMs - How far back it looks, epoch ms.
 * @returns Epoch ms, or undefined if the schedule did not fire in that time.
 * @throws {RangeError} As {@link nextScheduledMs}.
 */
export function previousScheduledMs(schedule: Schedule, beforeMs: number, sinceMs: number): number | undefined {
  const next = readSchedule(schedule);
  // From near to far: most schedules fire each day, and a schedule of each minute would take many steps.
  for (let lookBackMs = dayMs; ; lookBackMs *= 2) {
    const fromMs = Math.max(beforeMs - lookBackMs, sinceMs);
    let found: number | undefined;
    for (let at = next(fromMs - 1); at !== undefined && at < beforeMs; at = next(at)) found = at;
    if (found !== undefined || fromMs <= sinceMs) return found;
  }
}

/**
 * Tells whether a schedule names a wall time, even if clocks of its zone skip it: the Scheduler leaves a skipped time
 * out, so no report ended there.
 *
 * @param wallTimeMs - As a `WallClock` writes it.
 * @throws {RangeError} The expression is not valid. Not retryable.
 */
export const namesWallTime = (cron: string, wallTimeMs: number): boolean =>
  readSchedule({ cron, timezone: 'UTC' })(wallTimeMs - 1) === wallTimeMs;

/** Gives the next time. @returns Epoch ms after `afterMs`; undefined if it never fires again. */
export type NextRun = (afterMs: number) => number | undefined;

/** Many skipped runs follow one another only if the expression names no other time. */
const maxSkippedRuns = 50;

/**
 * Reads the six fields of a `cron(...)` expression: minutes, hours, day of month, month, day of week, year.
 *
 * The library accepts more than EventBridge Scheduler, so expressions that AWS refuses are rejected first.
 *
 * @param timezone - An IANA name. A local time that daylight saving skips does not run; a repeated one runs once.
 * @throws {RangeError} Names the problem. Not retryable.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 * @see https://repost.aws/knowledge-center/eventbridge-scheduler-adjust-dst; which of two equal times it takes is unverified
 */
export function cronRuns(fields: string, timezone: string): NextRun {
  const parts = fields.trim().split(/\s+/);
  if (parts.length !== 6) throw new RangeError(`cron needs six fields, "${fields}" has ${parts.length}`);
  const [, , dayOfMonth, , dayOfWeek] = parts;
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new RangeError('exactly one of the fields day of month and day of week must be "?"');
  }
  if (parts.some((part, index) => part.includes('?') && !(part === '?' && (index === 2 || index === 4)))) {
    throw new RangeError('"?" stands for itself, and only for a day of month or a day of week');
  }
  const cron = parse(`0 ${parts.join(' ')}`, timezone);
  return (afterMs) => {
    let run = cron.nextRun(new Date(afterMs));
    // The library moves a skipped time in spring by an hour; AWS leaves it out.
    for (let skipped = 0; run && !cron.match(run) && skipped < maxSkippedRuns; skipped += 1) run = cron.nextRun(run);
    return run && cron.match(run) ? run.getTime() : undefined;
  };
}

function parse(pattern: string, timezone: string): Cron {
  try {
    return new Cron(pattern, {
      timezone,
      paused: true,
      // 1 to 7 are Sunday to Saturday.
      alternativeWeekdays: true,
      mode: '7-part',
      // Accepts 0/15.
      sloppyRanges: true,
    });
  } catch (error) {
    throw new RangeError((error as Error).message, { cause: error });
  }
}
