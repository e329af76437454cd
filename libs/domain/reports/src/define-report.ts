import { InvalidReportError } from './errors';
import { nextScheduledMs } from './next-scheduled';
import { type ReportDefinition } from './report-definition';

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * The most questions of one report. Pacing takes 8,370 and rendering any number (it counts what does not fit), but:
 *
 * - A message of 4,096 characters shows about 100 lines of 40; nobody would see the others.
 * - Every answer rewrites the run's item, which holds the plan, in a transaction that costs two write units per KB. A
 *   question takes about 150 bytes of it, and answers come 9.3 a second: 100 questions write 15 KB x 2 x 9.3 = 280
 *   units a second, 1,000 would write 2,800, and a partition takes 1,000. More than about 350 need a plan of its own item.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const maxQueryCount = 100;

/**
 * Checks a report when its module loads, so that a mistake in the catalogue stops the build and not a run.
 *
 * @param report - The entry as written.
 * @returns The same entry.
 * @throws {InvalidReportError} Names every problem at once. Not retryable.
 */
export function defineReport(report: ReportDefinition): ReportDefinition {
  const problems = [...identityProblems(report), ...timeProblems(report), ...queryProblems(report)];
  if (problems.length > 0) throw new InvalidReportError(report.id, problems);
  return report;
}

function identityProblems({ id, logGroups }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (!idPattern.test(id)) problems.push('its id must be lower-case letters, digits and hyphens, at most 64');
  if (logGroups.type === 'named' && logGroups.names.length > 50) {
    problems.push(`it names ${logGroups.names.length} log groups, StartQuery takes 50`);
  }
  return problems;
}

function timeProblems({ schedule, window, dueAfterMinutes }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (!(window.hours > 0) || !Number.isInteger(window.hours * 60)) problems.push('its window must be whole minutes');
  if (!Number.isInteger(window.ingestLagMinutes) || window.ingestLagMinutes < 0) {
    problems.push('its ingest lag must be a whole number of minutes');
  }
  if (!(dueAfterMinutes >= 2)) problems.push('it must be due at least 2 minutes after it was planned');
  if (schedule) {
    try {
      if (nextScheduledMs(schedule, Date.UTC(2026, 0, 1)) === undefined) problems.push('its schedule never fires');
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

function queryProblems({ queries }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (queries.length > maxQueryCount) problems.push(`it has ${queries.length} queries, at most ${maxQueryCount} fit`);
  const seen = new Set<string>();
  for (const { id, query } of queries) {
    if (!idPattern.test(id)) problems.push(`query id "${id}" must be lower-case letters, digits and hyphens`);
    if (seen.has(id)) problems.push(`query id "${id}" occurs twice`);
    seen.add(id);
    if (query.trim() === '') problems.push(`query "${id}" is empty`);
    if (query.length > 10_000) problems.push(`query "${id}" has ${query.length} characters, StartQuery takes 10,000`);
  }
  return problems;
}
