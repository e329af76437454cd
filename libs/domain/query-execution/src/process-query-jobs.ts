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

import { QueryJobFailedError } from './errors';
import { type ExecuteJobDeps, type JobObserver, type RunningJob, executeJob } from './execute-job';
import { type RequeueReason, lastTryMs, requeueDelayMs } from './pacing';
import { type HandOnJob, type PublishRunEvent } from './ports';

export interface ProcessQueryJobsDeps extends ExecuteJobDeps, SettleBatchDeps {
  readonly publishRunEvent: PublishRunEvent;
  readonly handOnJob: HandOnJob;
}

/** A job as this receive finds it. */
interface ReceivedJob {
  readonly job: QueryJob;
  readonly receiveCount: number;
}

const { maxReceiveCount, visibilityTimeoutSeconds } = queryJobsDelivery;

/**
 * Runs the query jobs of one batch concurrently, each settling by itself.
 *
 * Every job ends in exactly one of three ways: its outcome is published, it is handed on as a message that also names
 * its query, or its message waits in the queue for another receive. The last receive publishes `failed`, so that no run
 * waits for a message that only a dead-letter queue still has.
 *
 * A message is handed on once, and only where it says more than before: that its query was started. What is merely to
 * wait stays the message that it is.
 *
 * @param messages - The records of one Lambda event.
 * @returns The messages that SQS must deliver again.
 */
export const processQueryJobs = (
  messages: readonly QueueMessage[],
  deps: ProcessQueryJobsDeps,
): Promise<BatchResponse> =>
  settleBatch(
    messages,
    (message) => settleJob(receivedJobOf(message), deps),
    queryJobsDelivery.failurePauseSeconds,
    deps,
  );

function receivedJobOf(message: QueueMessage): ReceivedJob {
  const job = readQueryJob(message.body);
  const receiveCount = receiveCountOf(message);
  return { job: { ...job, attempt: job.attempt + receiveCount - 1 }, receiveCount };
}

async function settleJob(received: ReceivedJob, deps: ProcessQueryJobsDeps): Promise<void> {
  const { job, receiveCount } = received;
  let started: RunningJob | undefined;
  let pollCount = 0;
  let why: RequeueReason = 'error';
  const observer: JobObserver = {
    onStarting: () => {
      why = 'start-failed';
    },
    onStarted: (running) => {
      started = running;
      why = 'error';
      deps.log.info('query-started', { runId: job.runId, queryId: job.queryId });
    },
    onPolled: () => {
      pollCount += 1;
    },
  };
  let outcome: QueryOutcome | undefined;
  let ending: string;
  try {
    const result = await executeJob(job, observer, deps);
    if (pollCount > 0) deps.log.info('query-polled', { runId: job.runId, queryId: job.queryId, pollCount });
    if (result.type === 'finished') {
      why = 'error';
      ({ outcome } = result);
      return await publish(job, outcome, deps);
    }
    ending = why = result.why;
  } catch (error) {
    if (receiveCount < maxReceiveCount && isOverdue(job, started, deps)) {
      throw new QueryJobFailedError(job, receiveCount, error);
    }
    // The code that returns a message to the queue logs why: one failure is one line.
    deps.log.warn('query-job-failed', { runId: job.runId, queryId: job.queryId, receiveCount, ...errorFields(error) });
    ending = errorFields(error).errorName;
  }
  const isLastReceive = receiveCount >= maxReceiveCount;
  // Where a failure would be reported now, the outcome that could not be published is what to report.
  if (outcome && (isLastReceive || (started && isInLastMinute(started, deps))))
    return await publish(job, outcome, deps);
  if (isLastReceive) return await reportExhausted(received, started, ending, deps);
  if (started) return await handOn(started, why, job, deps);
  throw new MessageWaitsError(pauseSecondsOf(received, why, deps));
}

/** Whether there is nothing left to wait for: what fails now is the report of the outcome. */
const isOverdue = (job: QueryJob, started: RunningJob | undefined, { clock }: ProcessQueryJobsDeps): boolean =>
  !started && clock.nowMs() >= job.giveUpAtMs;

/** Whether a job is not handed on any more. */
const isInLastMinute = ({ giveUpAtMs }: QueryJob, { clock }: ProcessQueryJobsDeps): boolean =>
  giveUpAtMs - clock.nowMs() < lastTryMs;

async function reportExhausted(
  { job, receiveCount }: ReceivedJob,
  started: RunningJob | undefined,
  ending: string,
  deps: ProcessQueryJobsDeps,
): Promise<void> {
  const { insightsQueryId } = started ?? job;
  if (insightsQueryId !== undefined) await deps.runQuery.stop(insightsQueryId).catch(() => undefined);
  const message = `The query was tried ${receiveCount} times, the last time without an answer (${ending}).`;
  await publish(job, failed('receives-exhausted', message), deps);
}

/**
 * Hands a job on whose query was just started: the next receive must know of which query to ask.
 *
 * Where no answer tells whether the new message is in the queue, this one stays there for a last try shortly before the
 * run gives up: two messages that each left another at every wait would multiply. Where the queue has said no, the query
 * is known to no message any more; it is stopped, and the next receive starts another.
 */
async function handOn(
  running: RunningJob,
  why: RequeueReason,
  { runId, queryId }: QueryJob,
  deps: ProcessQueryJobsDeps,
): Promise<void> {
  const { clock, random, runQuery, handOnJob, log } = deps;
  const remainingMs = running.giveUpAtMs - clock.nowMs();
  const drop = () => runQuery.stop(running.insightsQueryId).catch(() => undefined);
  if (isInLastMinute(running, deps)) {
    await drop();
    return await publish(running, failed('gave-up', 'The query had no answer when its time was over.'), deps);
  }
  const { waitMs: _waited, ...job } = running;
  const { delaySeconds, waitMs } = splitDelay(requeueDelayMs(job, why, remainingMs, random));
  const next: QueryJob = { ...job, attempt: job.attempt + 1, ...(waitMs > 0 ? { waitMs } : {}) };
  const sent = await handOnJob(next, delaySeconds).catch((error: unknown) => {
    log.warn('hand-over-unanswered', { runId, queryId, ...errorFields(error) });
    return 'unknown' as const;
  });
  switch (sent) {
    case 'accepted':
      log.info('query-requeued', { runId, queryId, why, delaySeconds });
      return;
    case 'refused':
      await drop();
      throw new MessageWaitsError(queryJobsDelivery.failurePauseSeconds);
    case 'unknown':
      throw new MessageWaitsError(Math.max(visibilityTimeoutSeconds, Math.ceil((remainingMs - lastTryMs) / 1000)));
    default:
      return sent satisfies never;
  }
}

/** A job that has used half of its receives waits so long each time that its time is over before its last one. */
function pauseSecondsOf({ job, receiveCount }: ReceivedJob, why: RequeueReason, deps: ProcessQueryJobsDeps): number {
  const { clock, random, log } = deps;
  const remainingMs = job.giveUpAtMs - clock.nowMs();
  const wantedMs = requeueDelayMs(job, why, remainingMs, random);
  const isFrugal = why !== 'start-failed' && receiveCount > maxReceiveCount / 2;
  const leastMs = isFrugal ? remainingMs / Math.max(maxReceiveCount - receiveCount, 1) : 0;
  const delaySeconds = Math.max(Math.ceil(Math.max(wantedMs, leastMs) / 1000), 1);
  log.info('query-requeued', { runId: job.runId, queryId: job.queryId, why, delaySeconds });
  return delaySeconds;
}

const failed = (code: string, message: string): QueryOutcome => ({ status: 'failed', reason: { code, message } });

async function publish(
  { runId, queryId, recount }: QueryJob,
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
