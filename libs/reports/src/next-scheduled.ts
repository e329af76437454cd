import { Cron } from 'croner';

/**
 * Reads an EventBridge Scheduler cron expression.
 *
 * Scheduler wants six fields and exactly one `?` among day-of-month and day-of-week; croner is laxer, so both are
 * checked here first.
 *
 * @throws {RangeError} Not a cron expression that EventBridge Scheduler takes.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
function parseCron(expression: string, timezone: string): Cron {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== 6) {
    throw new RangeError(`"${expression}" must be cron(minutes hours day-of-month month day-of-week year)`);
  }
  if ((fields[2] === '?') === (fields[4] === '?')) {
    throw new RangeError(`"${expression}" needs "?" in exactly one of day-of-month and day-of-week`);
  }
  try {
    return new Cron(`0 ${fields.join(' ')}`, {
      timezone,
      paused: true,
      alternativeWeekdays: true,
      mode: '7-part',
      sloppyRanges: true,
    });
  } catch (cause) {
    throw new RangeError(`"${expression}" in "${timezone}" is not a schedule`, { cause });
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
export const nextScheduledMs = (
  schedule: { readonly cron: string; readonly timezone: string },
  afterMs: number,
): number | undefined => parseCron(schedule.cron, schedule.timezone).nextRun(new Date(afterMs))?.getTime();
