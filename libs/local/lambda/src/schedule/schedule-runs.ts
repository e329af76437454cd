import { cronRuns, type NextRun } from '@pulso/kit/time';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const expressionPattern = /^(?<type>cron|rate)\((?<content>.*)\)$/;
const ratePattern = /^(?<count>[1-9]\d*) (?<unit>minute|hour|day)s?$/;

/**
 * Reads a schedule's expression. Not emulated: `at(...)`, which no stack can have: the construct of schedules refuses it.
 *
 * @param timezone - An IANA name. A `rate` takes no notice of it: its days have 24 hours, also when clocks are changed.
 * @param createdMs - When the schedule came to be, epoch ms: a `rate` runs at once then, and counts from there.
 * @throws {RangeError} What is wrong. Not retryable.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleRuns(expression: string, timezone: string, createdMs: number): NextRun {
  requireTimezone(timezone);
  const { type, content = '' } = expressionPattern.exec(expression)?.groups ?? {};
  switch (type) {
    case 'cron':
      return cronRuns(content, timezone);
    case 'rate':
      return rateRuns(content, createdMs);
    default:
      throw new RangeError(`"${expression}" is neither cron(...) nor rate(...)`);
  }
}

function rateRuns(content: string, createdMs: number): NextRun {
  const { count, unit = '' } = ratePattern.exec(content)?.groups ?? {};
  const intervalMs = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (!Number.isSafeInteger(intervalMs))
    throw new RangeError(`"rate(${content})" is no count of minutes, hours or days`);
  return (afterMs) => {
    if (afterMs < createdMs) return createdMs;
    return createdMs + (Math.floor((afterMs - createdMs) / intervalMs) + 1) * intervalMs;
  };
}

function requireTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (error) {
    throw new RangeError(`"${timezone}" is no time zone`, { cause: error });
  }
}
