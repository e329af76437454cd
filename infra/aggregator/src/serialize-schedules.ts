import { type ReportDefinition } from '@pulso/domain/reports';

import { SchedulesDoNotFitError } from './errors';

/**
 * Lambda's limit for a function's variables together, less what the aggregator's other variables may take.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxSchedulesBytes = 4_096 - 700;

/**
 * Writes which reports run when for the aggregator's environment.
 *
 * @param catalogue - Each id once, and schedules that name times, as `checkReports` takes them.
 * @returns JSON that takes at most {@link maxSchedulesBytes}: report ids by time zone and expression, which reports mostly
 *   share. About 250 reports of one time, or 75 of as many times.
 * @throws {SchedulesDoNotFitError} Not retryable.
 */
export function serializeSchedules(catalogue: readonly ReportDefinition[]): string {
  const idsByCron: Record<string, Record<string, string[]>> = {};
  let count = 0;
  for (const { id, schedule } of catalogue) {
    if (!schedule) continue;
    ((idsByCron[schedule.timezone] ??= {})[schedule.cron] ??= []).push(id);
    count += 1;
  }
  const text = JSON.stringify(idsByCron);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxSchedulesBytes) return text;
  throw new SchedulesDoNotFitError(count, bytes, maxSchedulesBytes);
}
