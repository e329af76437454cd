import { type Destination } from '@pulso/contracts/destinations';
import { type QueryJob, runPaceOf, splitDelay } from '@pulso/contracts/query-jobs';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type RunRequest, type RunTrigger, runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition, nextScheduledMs } from '@pulso/reports';
import { toInsightsTimeRange } from '@pulso/time';

import { UnknownDestinationsError } from './errors';
import { windowOf } from './window-of';

/** A request that takes a run. */
export type RequestForRun = RunRequest & { readonly trigger: RunTrigger };

/** What a stage adds to the catalogue. */
export interface StageReportSettings {
  /** The log group to which this stage's bot writes its usage records. */
  readonly botLogGroupName: string;
  /** Destinations by the name under which reports refer to them. */
  readonly destinations: Readonly<Record<string, readonly Destination[]>>;
}

export interface PlannedRun {
  readonly runId: string;
  readonly plan: ReportPlan;
  /** One per question, in the order of the catalogue, with the whole seconds that the queue holds it back. */
  readonly jobs: readonly { readonly body: QueryJob; readonly delaySeconds: number }[];
}

/** How long before the due time workers give up, so that their last word is still counted. Milliseconds. */
const giveUpMarginMs = 60_000;

const minuteMs = 60_000;

/**
 * Turns a run request into everything that the run will need.
 *
 * Identity and window come from the trigger, so that a repeated request plans the same run over the same day. Due and
 * give-up time count from now, so that a request that comes late still leaves the queries their time.
 *
 * A run with so many queries that its last one starts late is due later than its definition says, as late as that one
 * needs: a report that comes a minute late is worth more than one without the last answers.
 *
 * @param nowMs - The moment of planning, epoch ms.
 * @throws {UnknownDestinationsError} The stage does not know the report's destinations. Not retryable.
 */
export function planRun(
  request: RequestForRun,
  definition: ReportDefinition,
  settings: StageReportSettings,
  nowMs: number,
): PlannedRun {
  const runId = runIdOf(request);
  const window = windowOf(request.trigger, definition.window);
  const { neededMs, pace, startAfterMs } = runPaceOf(definition.queries.length, runId);
  const giveUpAtMs = nowMs + Math.max(definition.dueAfterMinutes * minuteMs - giveUpMarginMs, neededMs);
  const reportDueAtMs = giveUpAtMs + giveUpMarginMs;
  const range = toInsightsTimeRange(window);
  return {
    runId,
    plan: {
      reportId: definition.id,
      title: definition.title,
      trigger: request.trigger.type,
      windowStartMs: window.startMs,
      windowEndMs: window.endMs,
      queries: definition.queries.map(({ id, title }) => ({ queryId: id, title })),
      destinations: destinationsOf(request, definition, settings),
      plannedAtMs: nowMs,
      reportDueAtMs,
      giveUpAtMs,
      ...nextScheduledOf(request, definition),
    },
    jobs: definition.queries.map(({ id, query }, index) => {
      const { delaySeconds, waitMs } = splitDelay(startAfterMs(index));
      const body: QueryJob = {
        schemaVersion: 1,
        runId,
        queryId: id,
        logGroupNames: logGroupNamesOf(definition, settings),
        queryString: query,
        ...range,
        giveUpAtMs,
        attempt: 0,
        restartCount: 0,
        ...(pace === undefined ? {} : { pace }),
        ...(waitMs > 0 ? { waitMs } : {}),
      };
      return { body, delaySeconds };
    }),
  };
}

function destinationsOf(
  { trigger }: RequestForRun,
  definition: ReportDefinition,
  { destinations }: StageReportSettings,
): Destination[] {
  if (trigger.type === 'chat') {
    const { chatId, messageId, language } = trigger;
    return [
      {
        type: 'telegram',
        chatId,
        placeholderMessageId: messageId,
        showsProgress: true,
        ...(language === undefined ? {} : { language }),
      },
    ];
  }
  const configured = destinations[definition.destinations];
  if (!configured) {
    throw new UnknownDestinationsError(definition.id, definition.destinations, Object.keys(destinations));
  }
  return [...configured];
}

const logGroupNamesOf = ({ logGroups }: ReportDefinition, { botLogGroupName }: StageReportSettings): string[] =>
  logGroups.type === 'own-bot' ? [botLogGroupName] : [...logGroups.names];

/** Only a scheduled run says when the next one is due: the sweep then notices a schedule that did not fire. */
function nextScheduledOf({ trigger }: RequestForRun, { schedule }: ReportDefinition): { nextScheduledAtMs?: number } {
  if (trigger.type !== 'schedule' || !schedule) return {};
  const nextScheduledAtMs = nextScheduledMs(schedule, Date.parse(trigger.scheduledTime));
  return nextScheduledAtMs === undefined ? {} : { nextScheduledAtMs };
}
