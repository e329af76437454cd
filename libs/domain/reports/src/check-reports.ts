import { nextScheduledMs } from '@pulso/kit/time';

import { checkReport } from './check-report';
import { InvalidReportError } from './errors';
import { historyNumberOf, numberOfReport } from './history-number-of';
import { type ReportDefinition } from './report-definition';

/**
 * Checks reports, and what they say of each other, where the catalogue is tested and where stacks are synthesized of it: a
 * mistake stops the build and not a run.
 *
 * @param reports - The whole catalogue.
 * @throws {InvalidReportError} A report is not usable by itself, two have one id, or one adds up numbers that there are not,
 *   that can't be added up or whose windows do not make up its own. Not retryable.
 */
export function checkReports(reports: readonly ReportDefinition[]): void {
  reports.forEach(checkReport);
  for (const [index, report] of reports.entries()) {
    if (reports.findIndex(({ id }) => id === report.id) < index) {
      throw new InvalidReportError(report.id, ['another report has its id']);
    }
    const sources = [
      ...(report.historySums ?? []).map((sum) => historyNumberOf(report.id, sum, reports).report),
      ...(report.shares ?? []).map(({ averageOf }) => numberOfReport(report.id, averageOf, reports).report),
    ];
    const problems = [...new Set(sources)].flatMap((source) => partProblems(report, source));
    if (problems.length > 0) throw new InvalidReportError(report.id, problems);
  }
}

/** The summands of a sum must cover the whole window, and must be there when the report is planned. */
function partProblems({ window }: ReportDefinition, part: ReportDefinition): string[] {
  const problems: string[] = [];
  const { hours, ingestLagMinutes } = part.window;
  if (!part.schedule) problems.push(`it adds up numbers of "${part.id}", which has no schedule and so no history`);
  if (window.hours <= hours || window.hours % hours !== 0) {
    problems.push(`windows of "${part.id}" have ${hours} h and do not make up one of ${window.hours} h`);
  }
  const ends = windowEnds(part);
  if (ends.some((end) => end !== window.endsAt)) {
    problems.push(`windows of "${part.id}" end at ${[...new Set(ends)].join(' and ')}: its own must end there, too`);
  }
  const closedAfterMinutes = ingestLagMinutes + part.dueAfterMinutes;
  if (window.ingestLagMinutes < closedAfterMinutes) {
    problems.push(`"${part.id}" may close ${closedAfterMinutes} minutes after its window, so its own lag is too short`);
  }
  return problems;
}

/** At which times of the day in UTC the windows of scheduled runs end, in winter and in summer. */
const windowEnds = ({ schedule, window }: ReportDefinition): string[] =>
  [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)].flatMap((afterMs) => {
    const firesAtMs = schedule && nextScheduledMs(schedule, afterMs);
    return firesAtMs === undefined ? [] : [timeOfDay(firesAtMs - window.ingestLagMinutes * 60_000)];
  });

const timeOfDay = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
