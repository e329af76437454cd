import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type HistoryEntry, reportContentOf } from '@pulso/domain/fan-in';
import { dispatch } from '@pulso/domain/fan-out';
import { type RunQuery, processQueryJobs } from '@pulso/domain/query-execution';
import { catalogue } from '@pulso/domain/reports';
import { createJsonLog } from '@pulso/kit/runtime';
import { type LogEvent, runQuery } from '@pulso/logs-insights';

interface ReportOptions {
  readonly reportId: string;
  /** When the schedule fired, epoch ms. */
  readonly scheduledAtMs: number;
  /** Of the bot's log, from any time. */
  readonly events: readonly LogEvent[];
  /** Of the daily report. */
  readonly history?: readonly HistoryEntry[];
}

/** Makes a scheduled report of the catalogue from records, by the code of dispatcher, worker and aggregator. */
export async function reportOf(options: ReportOptions): Promise<{ plan: ReportPlan; content: ReportContent }> {
  const { reportId, scheduledAtMs, events, history = [] } = options;
  const clock = { nowMs: () => scheduledAtMs, sleep: () => Promise.resolve() };
  const log = createJsonLog(() => undefined, { clock });
  const jobs: QueryJob[] = [];
  const runEvents: RunEvent[] = [];
  const request = {
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  };
  await dispatch(request, {
    catalogue,
    settings: { botLogGroupName: '/bot', destinations: { owners: [] } },
    sendRunEvents: async (sent) => void runEvents.push(...sent.map(({ body }) => body)),
    sendQueryJobs: async (sent) => void jobs.push(...sent.map(({ body }) => body)),
    clock,
    log,
  });
  const messages = jobs.map((job, index) => ({
    messageId: String(index),
    receiptHandle: String(index),
    body: JSON.stringify(job),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
  }));
  await processQueryJobs(messages, {
    runQuery: queriesOf(events),
    publishRunEvent: async (event) => void runEvents.push(event),
    handOnJob: async () => 'refused',
    pauseMessages: async () => undefined,
    clock,
    random: () => 0.5,
    log,
    pollBudgetMs: 60_000,
  });
  const opened = runEvents.find((event) => event.type === 'run-opened');
  if (!opened) throw new Error(`No run of ${reportId} was opened.`);
  const { runId, plan } = opened;
  const results = runEvents.flatMap((event) => (event.type === 'query-finished' && !event.recount ? [event] : []));
  const counts = { counter: results.length, revision: 1, sentRevision: 0, firstSeenAtMs: scheduledAtMs };
  const past = { own: [], summedUp: new Map([['daily-usage', history]]) };
  return { plan, content: reportContentOf({ runId, plan, state: 'closed', ...counts }, results, past) };
}

/** Makes the entry that a daily report leaves in the history. */
export function entryOf({ plan, content }: Awaited<ReturnType<typeof reportOf>>): HistoryEntry {
  const definitionOf = (queryId: string, numberId: string | undefined): string => {
    const query = plan.queries.find((planned) => planned.queryId === queryId);
    return query?.numbers?.find((number) => number.numberId === numberId)?.definition ?? query?.definition ?? '';
  };
  const { reportId, state, windowStartMs, windowEndMs, values } = content;
  return {
    reportId,
    state,
    windowStartMs,
    windowEndMs,
    runId: String(windowEndMs),
    revision: 1,
    values: values.map(({ queryId, numberId, value }) => ({
      queryId,
      numberId,
      definition: definitionOf(queryId, numberId),
      value,
    })),
    missing: [],
    expiresAtSeconds: 0,
  };
}

/** Answers each query at once. */
function queriesOf(events: readonly LogEvent[]): RunQuery {
  const started: Parameters<RunQuery['start']>[0][] = [];
  return {
    start: async (query) => ({ status: 'started', insightsQueryId: String(started.push(query) - 1) }),
    poll: async (id) => {
      const query = started[Number(id)];
      if (!query) return { status: 'ended', insightsStatus: 'Unknown' };
      const isAsked = ({ timestamp }: LogEvent): boolean =>
        timestamp >= query.startTimeSeconds * 1000 && timestamp < (query.endTimeSeconds + 1) * 1000;
      const { rows, statistics } = runQuery({ query: query.queryString, events: events.filter(isAsked) });
      return { status: 'complete', rows: rows.map((row) => [...row]), statistics };
    },
    stop: async () => undefined,
  };
}
