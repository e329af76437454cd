import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type Clock, type Random } from '@pulso/time';

import { type RequeueReason, pollWaitMs } from './pacing';
import { outcomeOf } from './outcome-of';
import { type PollOutcome, type RunQuery } from './ports';

export interface ExecuteJobDeps {
  readonly runQuery: RunQuery;
  readonly clock: Clock;
  readonly random: Random;
  /** How long one invocation keeps asking before it puts the job back, ms. */
  readonly pollBudgetMs: number;
}

/** What one look at a job came to. `again`: put this job back into the queue. */
export type JobResult =
  | { readonly type: 'finished'; readonly outcome: QueryOutcome }
  | { readonly type: 'again'; readonly job: QueryJob; readonly why: RequeueReason };

/** Told what happens on the way to the result. */
export interface JobObserver {
  /** A query runs now: before its first poll, so that a caller that must give up can stop it. */
  onStarted(insightsQueryId: string): void;
  onPolled(): void;
}

/** A query that ended as Failed, Cancelled or Timeout is started once more; a second such end is final. */
const maxRestartCount = 1;

/**
 * Takes a job one step further: starts its query unless it runs already, and asks for the result for a while.
 *
 * A job of a large run does one of the two and asks once: it can't afford calls that come too early.
 *
 * @param job - As read from the queue.
 * @throws What the query service throws and may pass. Retryable.
 */
export async function executeJob(job: QueryJob, observer: JobObserver, deps: ExecuteJobDeps): Promise<JobResult> {
  const { runQuery, clock } = deps;
  if (job.waitMs !== undefined) await clock.sleep(job.waitMs);
  if (clock.nowMs() >= job.giveUpAtMs) return await giveUp(job, observer, deps);
  const isPatient = job.pace !== undefined;
  if (job.insightsQueryId !== undefined) {
    return await (isPatient ? lookOnce : awaitResult)(job, job.insightsQueryId, observer, deps);
  }

  const start = await runQuery.start(job);
  switch (start.status) {
    case 'refused':
      return failed(start.reason.code, start.reason.message);
    case 'throttled':
      return { type: 'again', job, why: 'throttled' };
    case 'started':
      observer.onStarted(start.insightsQueryId);
      if (isPatient) return { type: 'again', job: { ...job, insightsQueryId: start.insightsQueryId }, why: 'started' };
      return await awaitResult(job, start.insightsQueryId, observer, deps);
    default:
      return start satisfies never;
  }
}

async function awaitResult(
  job: QueryJob,
  insightsQueryId: string,
  observer: JobObserver,
  deps: ExecuteJobDeps,
): Promise<JobResult> {
  const { clock, random, runQuery } = deps;
  const untilMs = Math.min(clock.nowMs() + deps.pollBudgetMs, job.giveUpAtMs);
  // A query that comes back from the queue has been running for a while: ask at once.
  let waitMs = job.insightsQueryId === undefined ? pollWaitMs(0, random) : 0;
  for (let pollCount = 1; clock.nowMs() + waitMs < untilMs; pollCount += 1) {
    await clock.sleep(waitMs);
    observer.onPolled();
    const poll = await runQuery.poll(insightsQueryId);
    const result = await resultOf(poll, job, insightsQueryId, deps);
    if (result) return result;
    waitMs = pollWaitMs(pollCount, random);
  }
  const running = { ...job, insightsQueryId };
  if (untilMs === job.giveUpAtMs) return await giveUp(running, observer, deps);
  return { type: 'again', job: running, why: 'running' };
}

async function lookOnce(
  job: QueryJob,
  insightsQueryId: string,
  observer: JobObserver,
  deps: ExecuteJobDeps,
): Promise<JobResult> {
  observer.onPolled();
  const poll = await deps.runQuery.poll(insightsQueryId);
  const result = await resultOf(poll, job, insightsQueryId, deps);
  return result ?? { type: 'again', job, why: poll.status === 'throttled' ? 'throttled' : 'running' };
}

/** @returns undefined while the query runs: rows of a running query are an arbitrary part and never looked at. */
async function resultOf(
  poll: PollOutcome,
  job: QueryJob,
  insightsQueryId: string,
  { runQuery }: ExecuteJobDeps,
): Promise<JobResult | undefined> {
  switch (poll.status) {
    case 'running':
    case 'throttled':
      return undefined;
    case 'refused':
      // No worker may read its answer.
      await runQuery.stop(insightsQueryId).catch(() => undefined);
      return failed(poll.reason.code, poll.reason.message);
    case 'ended':
      return restartOrFail(job, poll.insightsStatus);
    case 'complete':
      return finishedWith(job, poll);
    default:
      return poll satisfies never;
  }
}

function restartOrFail(job: QueryJob, insightsStatus: string): JobResult {
  if (job.restartCount >= maxRestartCount) {
    return failed('query-failed', `The query ended as ${insightsStatus}, after one restart.`);
  }
  const { insightsQueryId: _ended, ...fresh } = job;
  return { type: 'again', job: { ...fresh, restartCount: job.restartCount + 1 }, why: 'restart' };
}

/** A last look before the end: an answer that came while the job lay in the queue is paid for and still wanted. */
async function giveUp(job: QueryJob, observer: JobObserver, { runQuery }: ExecuteJobDeps): Promise<JobResult> {
  const { insightsQueryId } = job;
  if (insightsQueryId === undefined)
    return failed('gave-up', 'The query could not be started before its time was over.');
  observer.onPolled();
  const poll = await runQuery.poll(insightsQueryId).catch(() => undefined);
  if (poll?.status === 'complete') return finishedWith(job, poll);
  await runQuery.stop(insightsQueryId).catch(() => undefined);
  if (poll?.status === 'refused') return failed(poll.reason.code, poll.reason.message);
  return failed('gave-up', 'The query had no answer when its time was over.');
}

const finishedWith = (job: QueryJob, poll: Extract<PollOutcome, { status: 'complete' }>): JobResult => ({
  type: 'finished',
  outcome: outcomeOf(job, poll),
});

const failed = (code: string, message: string): JobResult => ({
  type: 'finished',
  outcome: { status: 'failed', reason: { code, message } },
});
