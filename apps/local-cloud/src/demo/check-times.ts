import { UsageError } from './errors';

/** A demo of more than this would sweep more than ten thousand times. */
const longestDays = 35;

const dayMs = 86_400_000;

/**
 * Checks that the clock can go from the first update to the report.
 *
 * @throws {UsageError} The first update is too long before the report.
 */
export function requireLocalTime(startMs: number, reportAtMs: number): void {
  if (reportAtMs - startMs <= longestDays * dayMs) return;
  throw new UsageError(
    `The first update is at ${new Date(startMs).toISOString()}, more than ${longestDays} days before the report at ` +
      `${new Date(reportAtMs).toISOString()}. Give a report time with --at, or leave out the oldest updates.`,
  );
}
