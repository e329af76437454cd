import { type QueryJob, queryJobsDelivery, readQueryJob, splitDelay } from '@pulso/contracts/query-jobs';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type Log, errorFields } from '@pulso/logging';
import {
  type BatchResponse,
  CopyMayExistError,
  type QueueMessage,
  mayLeaveCopy,
  receiveCountOf,
  settleBatch,
} from '@pulso/message-batches';

import { QueryJobFailedError } from './errors';
import { type ExecuteJobDeps, type JobObserver, executeJob } from './execute-job';
import { type RequeueReason, requeueDelayMs } from './pacing';
import { type PublishRunEvent, type RequeueJob } from './ports';

export interface ProcessQueryJobsDeps extends ExecuteJobDeps {
  readonly publishRunEvent: PublishRunEvent;
  readonly requeueJob: RequeueJob;
  readonly log: Log;
}

/**
 * Runs the query jobs of one batch concurrently, each settling by itself.
 *
 * Every job ends in exactly one of three ways: its outcome is published, it is put back into the queue, or it is
 * returned to the queue for another receive. The last receive publishes `failed`, so that no run waits for a message
 * that only a dead-letter queue still has.
 *
 * @param messages - The records of one Lambda event.
 * @returns The messages that SQS must deliver again.
 */
export const processQueryJobs = (
  messages: readonly QueueMessage[],
  deps: ProcessQueryJobsDeps,
): Promise<BatchResponse> =>
  settleBatch(messages, (message) => settleJob(readQueryJob(message.body), receiveCountOf(message), deps), deps.log);

async function settleJob(job: QueryJob, receiveCount: number, deps: ProcessQueryJobsDeps): Promise<void> {
  let insightsQueryId = job.insightsQueryId;
  let pollCount = 0;
  const observer: JobObserver = {
    onStarted: (id) => {
      insightsQueryId = id;
      deps.log.info('query-started', { runId: job.runId, queryId: job.queryId });
    },
    onPolled: () => {
      pollCount += 1;
    },
  };
  try {
    const result = await executeJob(job, observer, deps);
    if (pollCount > 0) deps.log.info('query-polled', { runId: job.runId, queryId: job.queryId, pollCount });
    if (result.type === 'finished') return await publish(job, result.outcome, deps);
    if (mayGoBack(result.job, job, receiveCount)) return await requeue(result.job, result.why, deps);
  } catch (error) {
    const isSettled = await recover(job, insightsQueryId, receiveCount, error, deps).catch(() => false);
    // The code that returns a message to the queue logs why: one failure is one line.
    if (!isSettled) throw new QueryJobFailedError(job, receiveCount, error);
    deps.log.warn('query-job-failed', { runId: job.runId, queryId: job.queryId, receiveCount, ...errorFields(error) });
    return;
  }
  throw new CopyMayExistError(receiveCount);
}

/**
 * Whether a job goes back as a copy: where the queue's own message would not do, because the copy says of which query
 * to ask, or where no other receive can have left one.
 */
const mayGoBack = (copy: QueryJob, job: QueryJob, receiveCount: number): boolean =>
  copy.insightsQueryId !== job.insightsQueryId || mayLeaveCopy(receiveCount, queryJobsDelivery.maxReceiveCount);

/**
 * After trouble: reports on the last receive, puts a job whose query runs back while there is time, and leaves the rest
 * to the queue's next delivery, which comes after the visibility timeout only.
 *
 * Without putting it back a query that was just started would be paid twice (the queue's copy of the job does not know
 * it), and one network error would cost a known query three minutes. The delay grows with every attempt. After the
 * give-up time a job goes back only when it says more than the queue's copy of it.
 *
 * @returns Whether the message may be deleted.
 */
async function recover(
  job: QueryJob,
  insightsQueryId: string | undefined,
  receiveCount: number,
  error: unknown,
  deps: ProcessQueryJobsDeps,
): Promise<boolean> {
  if (receiveCount >= queryJobsDelivery.maxReceiveCount) {
    if (insightsQueryId !== undefined) await deps.runQuery.stop(insightsQueryId).catch(() => undefined);
    const { errorName } = errorFields(error);
    const message = `The query was tried ${receiveCount} times, the last time it ended with ${errorName}.`;
    await publish(job, { status: 'failed', reason: { code: 'receives-exhausted', message } }, deps);
    return true;
  }
  if (insightsQueryId === undefined) return false;
  if (insightsQueryId === job.insightsQueryId && deps.clock.nowMs() >= job.giveUpAtMs) return false;
  const copy = { ...job, insightsQueryId };
  if (!mayGoBack(copy, job, receiveCount)) return false;
  await requeue(copy, 'error', deps);
  return true;
}

async function publish(
  { runId, queryId, recount }: QueryJob,
  outcome: QueryOutcome,
  { publishRunEvent, clock, log }: ProcessQueryJobsDeps,
): Promise<void> {
  await publishRunEvent({
    // Without its rows an aggregator that does not know tables would count an empty answer.
    schemaVersion: outcome.status === 'success' && outcome.tables ? 2 : 1,
    type: 'query-finished',
    runId,
    queryId,
    outcome,
    finishedAtMs: clock.nowMs(),
    ...(recount && { recount }),
  });
  log.info('query-finished', {
    runId,
    queryId,
    status: outcome.status,
    ...(outcome.status === 'failed'
      ? { reason: outcome.reason.code }
      : { bytesScanned: outcome.statistics.bytesScanned }),
  });
}

async function requeue(
  { waitMs: _waited, ...job }: QueryJob,
  why: RequeueReason,
  { requeueJob, clock, random, log }: ProcessQueryJobsDeps,
): Promise<void> {
  const { delaySeconds, waitMs } = splitDelay(requeueDelayMs(job, why, job.giveUpAtMs - clock.nowMs(), random));
  await requeueJob({ ...job, attempt: job.attempt + 1, ...(waitMs > 0 ? { waitMs } : {}) }, delaySeconds);
  log.info('query-requeued', { runId: job.runId, queryId: job.queryId, why, delaySeconds });
}
