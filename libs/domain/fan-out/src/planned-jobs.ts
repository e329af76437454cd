import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type QueryDefinition, type ReportDefinition, type TableDefinition, queryTextOf } from '@pulso/domain/reports';
import { dayMs, type Interval, previousScheduledMs, toInsightsTimeRange } from '@pulso/kit/time';
import { defined } from '@pulso/kit/telegram';

import { definitionOf } from './planned-questions';
import { type RequestForRun, type StageReportSettings } from './ports';
import { questionWindowOf, windowOf } from './window-of';

interface RunOfJob {
  readonly runId: string;
  readonly window: Interval;
  readonly giveUpAtMs: number;
  readonly settings: StageReportSettings;
}

/** Words a question of the catalogue as a job for a worker, before anything was done about it. */
export const jobOf = (
  question: QueryDefinition,
  { logGroups }: ReportDefinition,
  { runId, window, giveUpAtMs, settings }: RunOfJob,
): QueryJob => ({
  schemaVersion: 1,
  runId,
  queryId: question.id,
  logGroupNames: logGroups.type === 'own-bot' ? [settings.botLogGroupName] : [...logGroups.names],
  queryString: queryTextOf(question),
  ...toInsightsTimeRange(questionWindowOf(question.window, window)),
  giveUpAtMs,
  attempt: 0,
  restartCount: 0,
  ...(question.tables && { tables: question.tables.map(rollUpOf) }),
});

const rollUpOf = ({ id, columns: [by, sum], isWhole }: TableDefinition) => ({
  tableId: id,
  by: by.field,
  sum: sum.field,
  ...defined({ isWhole }),
});

/** How long after a scheduled run its late records may be counted, ms: of a monthly report, too, and while runs are kept. */
const longestRecountMs = 31 * dayMs;

/**
 * Asks some questions of the scheduled run before this one again, in which by now every record of its window should be
 * found.
 *
 * Run and window come from the time at which the schedule has fired before, as those of that run did. Where the schedule
 * or the question is another one since, the run is not found or has asked something else, and the answer changes nothing.
 *
 * @returns Jobs in the order of the catalogue; none where no schedule has asked for the run.
 */
export function recountJobs(
  request: RequestForRun,
  definition: ReportDefinition,
  context: Pick<RunOfJob, 'giveUpAtMs' | 'settings'>,
): QueryJob[] {
  const { schedule, queries } = definition;
  const again = queries.filter(({ recount }) => recount);
  if (request.trigger.type !== 'schedule' || !schedule || again.length === 0) return [];
  const scheduledMs = Date.parse(request.trigger.scheduledTime);
  const beforeMs = previousScheduledMs(schedule, scheduledMs, scheduledMs - longestRecountMs);
  if (beforeMs === undefined) return [];
  const trigger = { type: 'schedule', scheduledTime: new Date(beforeMs).toISOString() } as const;
  const runId = runIdOf({ ...request, trigger } satisfies RunRequest);
  const window = windowOf(trigger, definition);
  return again.map((query) => ({
    ...jobOf(query, definition, { ...context, runId, window }),
    recount: { definition: definitionOf(query, definition), windowStartMs: window.startMs, windowEndMs: window.endMs },
  }));
}
