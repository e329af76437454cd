import { UsageError } from '@pulso/operator/command-line';

/** A demo of more than this would sweep more than ten thousand times. */
const longestDays = 35;

const dayMs = 86_400_000;

/** Times that every part can write down: no negative epoch, four digits for the year. */
const [earliest, latest] = ['2000-01-01T00:00:00Z', '2999-12-31T00:00:00Z'] as const;

/**
 * Checks that the clock can go from the first update to the report.
 *
 * @throws {UsageError} The report is in no usable century, or the first update too long before it.
 */
export function requireLocalTime(startMs: number, reportAtMs: number): void {
  if (reportAtMs < Date.parse(earliest) || reportAtMs > Date.parse(latest)) {
    throw new UsageError(`The report must be between ${earliest} and ${latest}. Give another time with --at.`);
  }
  if (reportAtMs - startMs <= longestDays * dayMs) return;
  throw new UsageError(
    `The first update is at ${new Date(startMs).toISOString()}, more than ${longestDays} days before the report at ` +
      `${new Date(reportAtMs).toISOString()}. Give a report time with --at, or leave out the oldest updates.`,
  );
}
