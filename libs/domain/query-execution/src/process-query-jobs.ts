import { type QueryJob, queryJobsDelivery, readQueryJob, splitDelay } from '@pulso/contracts/query-jobs';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import {
  type BatchResponse,
  errorFields,
  MessageWaitsError,
  type QueueMessage,
  receiveCountOf,
  settleBatch,
  type SettleBatchDeps,
} from '@pulso/kit/runtime';

import { type ExecuteJobDeps, type RunningJob, executeJob, outOfTime, stopQuery } from './execute-job';
import { type WaitReason, lastTryMs, queueDelayMs } from './pacing';
import { type ReenqueueJob, type PublishRunEvent } from './ports';

export interface ProcessQueryJobsDeps extends ExecuteJobDeps, SettleBatchDeps {
  readonly publishRunEvent: PublishRunEvent;
  readonly reenqueueJob: ReenqueueJob;
}

const { failureVisibilityTimeoutSeconds, maxReceiveCount, visibilityTimeoutSeconds } = queryJobsDelivery;

/**
 * Runs the query jobs of one batch concurrently.
 *
 * Each receive publishes the outcome, re-enqueues the job with the query that it has started (T9), or lets the message
 * wait (T8). The last receive publishes `failed`, so that no run waits for a message in a dead-letter queue.
 */
export const processQueryJobs = (
  messages: readonly QueueMessage[],
  deps: ProcessQueryJobsDeps,
): Promise<BatchResponse> =>
  settleBatch(messages, (message) => settleJob(message, deps), failureVisibilityTimeoutSeconds, deps);

/** One receive of a job, after its attempt. */
interface Received extends ProcessQueryJobsDeps {
  readonly job: QueryJob;
  readonly receiveCount: number;
  readonly isLast: boolean;
  /** The job with the query that this receive has started. */
  readonly started: RunningJob | undefined;
}

async function settleJob(message: QueueMessage, deps: ProcessQueryJobsDeps): Promise<void> {
  const inMessage = readQueryJob(message.body);
  const receiveCount = receiveCountOf(message);
  const job = { ...inMessage, attempt: inMessage.attempt + receiveCount - 1 };
  const { started, pollCount, end } = await executeJob(job, deps);
  const received: Received = { ...deps, job, receiveCount, isLast: receiveCount >= maxReceiveCount, started };
  if (pollCount > 0 && end.type !== 'broken-off') {
    deps.log.info('query-polled', { runId: job.runId, queryId: job.queryId, pollCount });
  }
  switch (end.type) {
    case 'finished':
      return await report(end.outcome, received);
    case 'waits':
      return await letWait(end.why, end.why, received);
    case 'broken-off':
      sayBrokenOff(end.error, received);
      return await letWait(end.why, errorFields(end.error).errorName, received);
    default:
      return end satisfies never;
  }
}

/** If an outcome can't be published, its job waits, unless a failure would be reported instead. */
async function report(outcome: QueryOutcome, received: Received): Promise<void> {
  const { job, isLast, started } = received;
  try {
    await publish(job, outcome, received);
  } catch (error) {
    sayBrokenOff(error, received);
    if (isLast || (started && isInLastMinute(received))) return await publish(job, outcome, received);
    await letWait('error', errorFields(error).errorName, received);
  }
}

/** A job failed for a reason that may pass. Retryable: its message comes back. */
class QueryJobFailedError extends Error {
  override readonly name = 'QueryJobFailedError';
}

/** @throws {QueryJobFailedError} There is nothing left to wait for. `settleBatch` logs it: one failure is one line. */
function sayBrokenOff(error: unknown, { job, receiveCount, isLast, started, clock, log }: Received): void {
  const { runId, queryId, giveUpAtMs } = job;
  const { errorName, errorMessage } = errorFields(error);
  if (!started && clock.nowMs() >= giveUpAtMs && !isLast) {
    const message = `Query ${queryId} of ${runId} failed at receive ${receiveCount}: ${errorName}: ${errorMessage}`;
    throw new QueryJobFailedError(message, { cause: error });
  }
  log.warn('query-job-failed', { runId, queryId, receiveCount, errorName, errorMessage });
}

/** @param ending - How this attempt ended, for the report of the last one. */
async function letWait(why: WaitReason, ending: string, received: Received): Promise<void> {
  const { job, receiveCount, isLast, started, runQuery } = received;
  if (!isLast) {
    if (started) return await reenqueue(started, why, received);
    throw new MessageWaitsError(visibilityTimeoutSecondsOf(why, received));
  }
  const { insightsQueryId } = started ?? job;
  if (insightsQueryId !== undefined) await stopQuery(insightsQueryId, runQuery);
  const message = `The query was tried ${receiveCount} times, the last time without an answer (${ending}).`;
  await publish(job, { status: 'failed', reason: { code: 'receives-exhausted', message } }, received);
}

/** In its last minute a job is not re-enqueued. */
const isInLastMinute = ({ job, clock }: Received): boolean => job.giveUpAtMs - clock.nowMs() < lastTryMs;

/**
 * Re-enqueues a job whose query was just started: the next receive must know the query (T9).
 *
 * If it is unknown whether the new message arrived, this one waits for a last try: messages would multiply otherwise. If
 * the queue refused it, no message names the query; it is stopped, and the next receive starts another.
 */
async function reenqueue(started: RunningJob, why: WaitReason, received: Received): Promise<void> {
  const { clock, random, runQuery, reenqueueJob, log } = received;
  const { runId, queryId, insightsQueryId } = started;
  if (isInLastMinute(received)) {
    await stopQuery(insightsQueryId, runQuery);
    return await publish(started, { status: 'failed', reason: outOfTime }, received);
  }
  const remainingMs = started.giveUpAtMs - clock.nowMs();
  const { waitMs: _waited, ...job } = started;
  const { delaySeconds, waitMs } = splitDelay(queueDelayMs(job, why, remainingMs, random));
  const next: QueryJob = { ...job, attempt: job.attempt + 1, ...(waitMs > 0 ? { waitMs } : {}) };
  const sent = await reenqueueJob(next, delaySeconds).catch((error: unknown) => {
    log.warn('re-enqueue-unanswered', { runId, queryId, ...errorFields(error) });
    return 'unknown' as const;
  });
  switch (sent) {
    case 'accepted':
      log.info('query-job-waits', { runId, queryId, why, delaySeconds });
      return;
    case 'refused':
      await stopQuery(insightsQueryId, runQuery);
      throw new MessageWaitsError(failureVisibilityTimeoutSeconds);
    case 'unknown':
      throw new MessageWaitsError(Math.max(visibilityTimeoutSeconds, Math.ceil((remainingMs - lastTryMs) / 1000)));
    default:
      return sent satisfies never;
  }
}

/** After half of its receives a job waits long enough that its time ends before the last one. */
function visibilityTimeoutSecondsOf(why: WaitReason, { job, receiveCount, clock, random, log }: Received): number {
  const remainingMs = job.giveUpAtMs - clock.nowMs();
  const wantedMs = queueDelayMs(job, why, remainingMs, random);
  const isFrugal = why !== 'start-failed' && receiveCount > maxReceiveCount / 2;
  const leastMs = isFrugal ? remainingMs / Math.max(maxReceiveCount - receiveCount, 1) : 0;
  const delaySeconds = Math.max(Math.ceil(Math.max(wantedMs, leastMs) / 1000), 1);
  log.info('query-job-waits', { runId: job.runId, queryId: job.queryId, why, delaySeconds });
  return delaySeconds;
}

async function publish(
  { runId, queryId, backfill }: QueryJob,
  outcome: QueryOutcome,
  { publishRunEvent, clock, log }: ProcessQueryJobsDeps,
): Promise<void> {
  await publishRunEvent({
    ...{ schemaVersion: 1, type: 'query-finished', runId, queryId, outcome, finishedAtMs: clock.nowMs() },
    ...(backfill && { backfill }),
  });
  const { status } = outcome;
  const more =
    status === 'failed' ? { reason: outcome.reason.code } : { bytesScanned: outcome.statistics.bytesScanned };
  log.info('query-finished', { runId, queryId, status, ...more });
}
