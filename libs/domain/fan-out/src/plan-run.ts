import type { Destination, ReportPlan, TelegramDestination } from '@pulso/contracts/report-plan';
import { type QueryJob, runPaceOf, splitDelay } from '@pulso/contracts/query-jobs';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import { defined } from '@pulso/kit/telegram';
import { minuteMs } from '@pulso/kit/time';

import { jobOf, recountJobs } from './planned-jobs';
import { plannedHistorySum, plannedQuery, plannedShare } from './planned-questions';
import { type RequestForRun, type StageReportSettings } from './ports';
import { windowOf, windowOfQuestion } from './window-of';

interface PlanningContext {
  /** Every report, since one may add up what others have counted. */
  readonly catalogue: readonly ReportDefinition[];
  readonly settings: StageReportSettings;
  readonly nowMs: number;
}

export interface PlannedRun {
  readonly runId: string;
  readonly plan: ReportPlan;
  /**
   * One per question, in the order of the catalogue, then those of the run before that are asked again; each with the
   * whole seconds that the queue holds it back.
   */
  readonly jobs: readonly { readonly body: QueryJob; readonly delaySeconds: number }[];
}

/** How long before the due time workers give up, so that their last word is still counted. Milliseconds. */
const giveUpMarginMs = minuteMs;

/**
 * What the answer to a person's question may read, bytes: 10 GB cost five to nine cents.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ Logs Insights, read 2026-12-01
 */
const maxScannedBytesOfQuestion = 10_000_000_000;

/** A report names destinations that the stage settings do not have. Not retryable: correct one of the two. */
class UnknownDestinationsError extends Error {
  override readonly name = 'UnknownDestinationsError';
}

/**
 * Turns a run request into everything that the run will need.
 *
 * Identity and window come from the trigger, so that a repeated request plans the same run over the same day. Due and
 * give-up time count from now, so that a request that comes late still leaves the queries their time.
 *
 * A run with so many queries that its last one starts late is due later than its definition says, as late as that one
 * needs: a report that comes a minute late is worth more than one without the last answers.
 */
export function planRun(
  request: RequestForRun,
  definition: ReportDefinition,
  { catalogue, settings, nowMs }: PlanningContext,
): PlannedRun {
  const { historySums, shares, chart, onlyIf, news, watched } = definition;
  const runId = runIdOf(request);
  const { trigger } = request;
  const question = trigger.type === 'chat' ? trigger.question : undefined;
  const window =
    trigger.type === 'chat' && question
      ? windowOfQuestion(question.period, trigger.requestedAtMs, settings.timeZone)
      : windowOf(trigger, definition);
  const { neededMs, pace, startAfterMs } = runPaceOf(definition.queries.length, runId);
  const giveUpAtMs = nowMs + Math.max(definition.dueAfterMinutes * minuteMs - giveUpMarginMs, neededMs);
  const reportDueAtMs = giveUpAtMs + giveUpMarginMs;
  const jobs = definition.queries.map((query) => jobOf(query, definition, { runId, window, giveUpAtMs, settings }));
  return {
    runId,
    plan: {
      reportId: definition.id,
      title: definition.title,
      trigger: trigger.type,
      windowStartMs: window.startMs,
      windowEndMs: window.endMs,
      queries: definition.queries.map((query) => plannedQuery(query, definition, window)),
      ...(historySums && { historySums: historySums.map((sum) => plannedHistorySum(sum, definition, catalogue)) }),
      ...(shares && { shares: shares.map((share) => plannedShare(share, definition, catalogue)) }),
      ...(question && { isAsked: true as const }),
      ...(chart && { chart }),
      ...(onlyIf && { onlyIf }),
      ...(news && { news: [...news] }),
      ...(watched && { watched }),
      destinations: destinationsOf(request, definition, settings),
      plannedAtMs: nowMs,
      reportDueAtMs,
      giveUpAtMs,
    },
    jobs: [...jobs, ...recountJobs(request, definition, { giveUpAtMs, settings })].map((job, index) => {
      const { delaySeconds, waitMs } = splitDelay(startAfterMs(index));
      const body: QueryJob = {
        ...job,
        ...defined({ pace }),
        ...(question && { maxScannedBytes: maxScannedBytesOfQuestion }),
        ...(waitMs > 0 ? { waitMs } : {}),
      };
      return { body, delaySeconds };
    }),
  };
}

function destinationsOf(
  { trigger }: RequestForRun,
  definition: ReportDefinition,
  settings: StageReportSettings,
): Destination[] {
  if (trigger.type === 'chat') {
    const { messageId, replacesRunId } = trigger;
    const message = defined({ placeholderMessageId: messageId, replacesRunId });
    // A report that is there stays until the new one is.
    return [{ ...askingChat(trigger, settings), ...message, showsProgress: replacesRunId === undefined }];
  }
  const { destinations } = settings;
  const configured = destinations[definition.destinations];
  if (!configured) {
    throw new UnknownDestinationsError(
      `Report "${definition.id}" goes to "${definition.destinations}", but the stage has destinations for: ` +
        `${Object.keys(destinations).join(', ') || 'no report'}.`,
    );
  }
  return [...configured];
}

/** A person's chat: the app tells its language, and nothing its time zone. */
export const askingChat = (
  { chatId, messageThreadId, language }: Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>,
  { timeZone }: StageReportSettings,
): TelegramDestination => ({
  type: 'telegram',
  chatId,
  showsProgress: false,
  ...defined({ askedInThreadId: messageThreadId, language, timeZone }),
});
