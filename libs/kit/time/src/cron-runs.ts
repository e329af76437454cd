import { Cron } from 'croner';

/** Tells when something is due next. @returns Epoch ms after `afterMs`; undefined when never again. */
export type NextRun = (afterMs: number) => number | undefined;

/** Runs that a time zone skips follow one another only if the expression names nothing else. */
const maxSkippedRuns = 50;

/**
 * Reads the six fields of a `cron(...)` expression: minutes, hours, day of month, month, day of week, year.
 *
 * The library is more generous than EventBridge Scheduler, so what AWS refuses is refused before it sees it.
 *
 * @param timezone - An IANA name. A local time that daylight saving skips is skipped, one that it repeats runs once.
 * @throws {RangeError} What is wrong. Not retryable.
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
    // In spring the library moves a skipped time by an hour; AWS leaves it out.
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
