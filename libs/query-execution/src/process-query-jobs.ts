import { type QueryJob, readQueryJob } from '@pulso/contracts/query-jobs';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type Log, errorFields } from '@pulso/logging';
import { type BatchResponse, type QueueMessage, receiveCountOf, settleBatch } from '@pulso/message-batches';

import { type ExecuteJobDeps, type JobObserver, executeJob } from './execute-job';
import { requeueDelaySeconds } from './pacing';
import { type PublishRunEvent, type RequeueJob } from './ports';

export interface ProcessQueryJobsDeps extends ExecuteJobDeps {
  readonly publishRunEvent: PublishRunEvent;
  readonly requeueJob: RequeueJob;
  readonly log: Log;
  /** After this many receives the queue moves a message to its dead-letter queue. */
  readonly maxReceiveCount: number;
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
    deps.log.info('query-polled', { runId: job.runId, queryId: job.queryId, pollCount });
    if (result.type === 'finished') await publish(job, result.outcome, deps);
    else await requeue(result.job, result.why, deps);
  } catch (error) {
    deps.log.warn('query-job-failed', { runId: job.runId, queryId: job.queryId, receiveCount, ...errorFields(error) });
    await recover(job, insightsQueryId, receiveCount, error, deps);
  }
}

/** After trouble: keep a query that runs, report on the last receive, leave the rest to the queue's next delivery. */
async function recover(
  job: QueryJob,
  insightsQueryId: string | undefined,
  receiveCount: number,
  error: unknown,
  deps: ProcessQueryJobsDeps,
): Promise<void> {
  if (receiveCount >= deps.maxReceiveCount) {
    if (insightsQueryId !== undefined) await deps.runQuery.stop(insightsQueryId).catch(() => undefined);
    const { errorName } = errorFields(error);
    const message = `The query was tried ${receiveCount} times, the last time it ended with ${errorName}.`;
    await publish(job, { status: 'failed', reason: { code: 'receives-exhausted', message } }, deps);
    return;
  }
  if (insightsQueryId !== undefined && insightsQueryId !== job.insightsQueryId) {
    // The queue's copy of the job does not know the query that was just started: without this it would be paid twice.
    await requeue({ ...job, insightsQueryId }, 'running', deps);
    return;
  }
  throw error;
}

async function publish(
  { runId, queryId }: QueryJob,
  outcome: QueryOutcome,
  { publishRunEvent, clock, log }: ProcessQueryJobsDeps,
): Promise<void> {
  await publishRunEvent({
    schemaVersion: 1,
    type: 'query-finished',
    runId,
    queryId,
    outcome,
    finishedAtMs: clock.nowMs(),
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
  job: QueryJob,
  why: string,
  { requeueJob, clock, random, log }: ProcessQueryJobsDeps,
): Promise<void> {
  const delaySeconds = requeueDelaySeconds(job.attempt, job.giveUpAtMs - clock.nowMs(), random);
  await requeueJob({ ...job, attempt: job.attempt + 1 }, delaySeconds);
  log.info('query-requeued', { runId: job.runId, queryId: job.queryId, why, delaySeconds });
}
