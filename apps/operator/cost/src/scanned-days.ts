import { type ReportDefinition } from '@pulso/domain/reports';
import { nextScheduledMs } from '@pulso/kit/time';

const dayMs = 24 * 3_600_000;

/** Four weeks: every day of the week as often as the others. */
const countedDays = 28;

type Scanning = Pick<ReportDefinition, 'queries' | 'schedule' | 'window'>;

/** How many days of logs the scheduled reports scan in a day, on average: what so many questions about a day scan. */
export function scannedDaysOf(reports: readonly Scanning[]): number {
  const days = reports.flatMap(({ queries, schedule, window: ofReport }) =>
    queries.map(({ recount, window = ofReport }) => ((recount ? 2 : 1) * window.hours * runsPerDay(schedule)) / 24),
  );
  return days.reduce((sum, count) => sum + count, 0);
}

function runsPerDay(schedule: ReportDefinition['schedule']): number {
  if (!schedule) return 0;
  let count = 0;
  for (let atMs = nextScheduledMs(schedule, 0); atMs !== undefined && atMs <= countedDays * dayMs; count += 1) {
    atMs = nextScheduledMs(schedule, atMs);
  }
  return count / countedDays;
}
