import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type ProcessRunEventsDeps, processRunEvents } from '@pulso/domain/fan-in';
import { dispatch, type DispatchDeps } from '@pulso/domain/fan-out';
import { type RunQuery, processQueryJobs, type QueryToStart } from '@pulso/domain/query-execution';
import { catalogue } from '@pulso/domain/reports';
import { type BatchResponse, createJsonLog, type QueueMessage } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';
import { type LogStore, queryLogGroups } from '@pulso/world/logs';
import { parseQuery } from '@pulso/logs-insights';

import { LocalCloudError } from '../errors';

/** What the services of a report are bound to, see their handlers. */
interface RunReportDeps extends Pick<ProcessRunEventsDeps, 'publishReportUpdate' | 'store' | 'watch'> {
  readonly settings: DispatchDeps['settings'];
  readonly runQuery: RunQuery;
  /** The time of the run: it does not pass meanwhile. */
  readonly clock: ProcessRunEventsDeps['clock'];
}

/**
 * Runs a report that was due on an earlier day by the code of the services, one after the other in this process: a run
 * through their processes takes two seconds of real time, most of it waiting for Logs Insights.
 *
 * @param scheduledAtMs - When its schedule fired, epoch ms.
 * @throws {LocalCloudError} The report did not come to its end. Not retryable.
 */
export async function runReport(reportId: string, scheduledAtMs: number, deps: RunReportDeps): Promise<void> {
  const { clock } = deps;
  const lines: string[] = [];
  const log = createJsonLog((line) => void lines.push(line), deps);
  const random = (): number => 0.5;
  // No time passes in which a message could wait: a report that needs any does not come to its end.
  const changeVisibility = async (): Promise<void> => undefined;
  const jobs: QueryJob[] = [];
  const events: RunEvent[] = [];
  const request = {
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  };
  await dispatch(request, {
    catalogue,
    settings: deps.settings,
    sendRunEvents: async (sent) => void events.push(...sent.map(({ body }) => body)),
    sendQueryJobs: async (sent) => void jobs.push(...sent.map(({ body }) => body)),
    clock,
    log,
  });
  const requireSettled = ({ batchItemFailures }: BatchResponse): void => {
    const why = lines.findLast((line) => line.includes('message-not-settled'));
    if (batchItemFailures.length > 0)
      throw new LocalCloudError(`The report ${reportId} of an earlier day failed: ${why}`);
  };
  requireSettled(
    await processQueryJobs(jobs.map(toMessage), {
      runQuery: deps.runQuery,
      publishRunEvent: async (event) => void events.push(event),
      reenqueueJob: async () => 'refused',
      changeVisibility,
      clock,
      random,
      log,
      pollBudgetMs: minuteMs,
    }),
  );
  const inTime = events.filter(({ type }) => type !== 'run-deadline');
  const schedules = [] as const;
  const response = await processRunEvents(inTime.map(toMessage), { ...deps, schedules, changeVisibility, random, log });
  requireSettled(response);
}

const toMessage = (body: object, index: number): QueueMessage => ({
  messageId: String(index),
  receiptHandle: String(index),
  body: JSON.stringify(body),
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
});

/** Answers queries by the engine of the local cloud, without its waits and quotas: no reader waits for an earlier day. */
export function createRunQueryAtOnce(logs: LogStore, accountId: string, nowMs: () => number): RunQuery {
  const started: QueryToStart[] = [];
  return {
    start: async (query) => ({ status: 'started', insightsQueryId: String(started.push(query) - 1) }),
    poll: async (insightsQueryId) => {
      const query = started[Number(insightsQueryId)];
      if (!query) return { status: 'ended', insightsStatus: 'Unknown' };
      const { queryString, logGroupNames, startTimeSeconds: startTime, endTimeSeconds: endTime } = query;
      const groups = logGroupNames.map((name) => logs.get(name));
      const options = { startTime, endTime, accountId, nowMs: nowMs() };
      const { rows, statistics } = queryLogGroups(logs, groups, parseQuery(queryString), options);
      return { status: 'complete', rows: rows.map((row) => [...row]), statistics };
    },
    stop: async () => undefined,
  };
}
