import type { Destination, ReportPlan, TelegramDestination } from '@pulso/contracts/report-plan';
import { type QueryJob, runPaceOf, splitDelay } from '@pulso/contracts/query-jobs';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type QueryDefinition, type ReportDefinition, queryTextOf } from '@pulso/domain/reports';
import { defined } from '@pulso/kit/telegram';
import { type Interval, dayMs, minuteMs, previousScheduledMs, toInsightsTimeRange } from '@pulso/kit/time';

import { definitionOf, plannedHistorySum, plannedQuery, plannedShare } from './planned-questions';
import { type RequestForRun, type StageReportSettings } from './ports';
import { questionWindowOf, windowOf, windowOfQuestion } from './window-of';

interface PlanningContext {
  /** Every report, because one may add up the numbers of others. */
  readonly catalogue: readonly ReportDefinition[];
  readonly settings: StageReportSettings;
  readonly nowMs: number;
}

/** How long before the due time workers give up, so that their last outcome is still counted. Milliseconds. */
const giveUpMarginMs = minuteMs;

/**
 * What a person's question may read, bytes: 10 GB cost five to nine cents.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ Logs Insights, read 2026-12-01
 */
const maxScannedBytesOfQuestion = 10_000_000_000;

/** The stage settings lack the destinations of a report. Not retryable: correct one of the two. */
class UnknownDestinationsError extends Error {
  override readonly name = 'UnknownDestinationsError';
}

/**
 * Turns a run request into everything that the run needs (T1, T2, T5).
 *
 * A run with many queries is due later than its definition says, if its last query needs that.
 *
 * @returns Jobs in the order of the catalogue, then the backfill of the run before, each with its delay in seconds.
 */
export function planRun(
  request: RequestForRun,
  definition: ReportDefinition,
  { catalogue, settings, nowMs }: PlanningContext,
) {
  const { queries, historySums, shares, chart, onlyIf, notifyOn, watched } = definition;
  const runId = runIdOf(request);
  const { trigger } = request;
  const question = trigger.type === 'chat' ? trigger.question : undefined;
  const window =
    trigger.type === 'chat' && question
      ? windowOfQuestion(question.period, trigger.requestedAtMs, settings.timeZone)
      : windowOf(trigger, definition);
  const { neededMs, pace, startAfterMs } = runPaceOf(queries.length, runId);
  const giveUpAtMs = nowMs + Math.max(definition.dueAfterMinutes * minuteMs - giveUpMarginMs, neededMs);
  const plan: ReportPlan = {
    reportId: definition.id,
    title: definition.title,
    trigger: trigger.type,
    windowStartMs: window.startMs,
    windowEndMs: window.endMs,
    queries: queries.map((query) => plannedQuery(query, definition, window)),
    ...(historySums && { historySums: historySums.map((sum) => plannedHistorySum(sum, definition, catalogue)) }),
    ...(shares && { shares: shares.map((share) => plannedShare(share, definition, catalogue)) }),
    ...(question && { isAsked: true as const }),
    ...defined({ chart, onlyIf, watched }),
    ...(notifyOn && { notifyOn: [...notifyOn] }),
    destinations: destinationsOf(request, definition, settings),
    plannedAtMs: nowMs,
    reportDueAtMs: giveUpAtMs + giveUpMarginMs,
    giveUpAtMs,
  };
  const ofAllJobs = {
    giveUpAtMs,
    ...defined({ pace }),
    ...(question && { maxScannedBytes: maxScannedBytesOfQuestion }),
  };
  const jobs = [
    ...queries.map((query) => jobOf(query, definition, { runId, window, settings })),
    ...backfillJobs(request, definition, settings),
  ].map((job, index) => {
    const { delaySeconds, waitMs } = splitDelay(startAfterMs(index));
    const body: QueryJob = { ...job, ...ofAllJobs, ...(waitMs > 0 ? { waitMs } : {}) };
    return { body, delaySeconds };
  });
  return { runId, plan, jobs };
}

interface RunOfJob {
  readonly runId: string;
  readonly window: Interval;
  readonly settings: StageReportSettings;
}

/** Returns a question of the catalogue as a new job for a worker. */
const jobOf = (question: QueryDefinition, { logGroups }: ReportDefinition, { runId, window, settings }: RunOfJob) => ({
  schemaVersion: 1 as const,
  runId,
  queryId: question.id,
  logGroupNames: logGroups.type === 'own-bot' ? [settings.botLogGroupName] : [...logGroups.names],
  queryString: queryTextOf(question),
  ...toInsightsTimeRange(questionWindowOf(question.window, window)),
  attempt: 0,
  restartCount: 0,
  ...(question.tables && {
    tables: question.tables.map(({ id, columns: [by, sum], isWhole }) => ({
      ...{ tableId: id, by: by.field, sum: sum.field },
      ...defined({ isWhole }),
    })),
  }),
});

/** How long after a scheduled run its late records may be counted, ms: enough for a monthly report. */
const longestBackfillMs = 31 * dayMs;

/**
 * Asks some questions of the previous scheduled run again (A13).
 *
 * Run and window come from the time at which the schedule fired before. If schedule or question have changed since, the
 * answer changes nothing.
 */
function backfillJobs(request: RequestForRun, definition: ReportDefinition, settings: StageReportSettings) {
  const { schedule, queries } = definition;
  const again = queries.filter(({ backfill }) => backfill);
  if (request.trigger.type !== 'schedule' || !schedule || again.length === 0) return [];
  const scheduledMs = Date.parse(request.trigger.scheduledTime);
  const beforeMs = previousScheduledMs(schedule, scheduledMs, scheduledMs - longestBackfillMs);
  if (beforeMs === undefined) return [];
  const trigger = { type: 'schedule', scheduledTime: new Date(beforeMs).toISOString() } as const;
  const runId = runIdOf({ ...request, trigger });
  const window = windowOf(trigger, definition);
  return again.map((query) => ({
    ...jobOf(query, definition, { runId, window, settings }),
    backfill: { definition: definitionOf(query, definition), windowStartMs: window.startMs, windowEndMs: window.endMs },
  }));
}

function destinationsOf(
  { trigger }: RequestForRun,
  definition: ReportDefinition,
  settings: StageReportSettings,
): Destination[] {
  if (trigger.type === 'chat') {
    const { messageId, replacesRunId } = trigger;
    const message = defined({ placeholderMessageId: messageId, replacesRunId });
    // A refreshed report stays until the new one is there.
    return [{ ...askingChat(trigger, settings), ...message, showsProgress: replacesRunId === undefined }];
  }
  const configured = settings.destinations[definition.destinations];
  if (configured) return [...configured];
  const known = Object.keys(settings.destinations).join(', ') || 'no report';
  throw new UnknownDestinationsError(
    `Report "${definition.id}" goes to "${definition.destinations}", but the stage has destinations for: ${known}.`,
  );
}

/** A person's chat: the app tells the language, and nothing tells the time zone. */
export const askingChat = (
  { chatId, messageThreadId, language }: Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>,
  { timeZone }: StageReportSettings,
): TelegramDestination => ({
  ...{ type: 'telegram', chatId, showsProgress: false },
  ...defined({ askedInThreadId: messageThreadId, language, timeZone }),
});
