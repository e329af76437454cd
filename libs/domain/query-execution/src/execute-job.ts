import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type QueryOutcome, tooLargeReason } from '@pulso/contracts/run-events';
import { type Clock, type Random } from '@pulso/kit/time';

import { type RequeueReason, lastTryMs, pollWaitMs } from './pacing';
import { outcomeOf } from './outcome-of';
import { type PollOutcome, type RunQuery } from './ports';

export interface ExecuteJobDeps {
  readonly runQuery: RunQuery;
  readonly clock: Clock;
  readonly random: Random;
  /** How long one invocation keeps asking before it lets the job wait, ms. */
  readonly pollBudgetMs: number;
}

/** What one look at a job came to. `again`: it has to be looked at again. */
export type JobResult =
  | { readonly type: 'finished'; readonly outcome: QueryOutcome }
  | { readonly type: 'again'; readonly why: RequeueReason };

/** Told what happens on the way to the result. */
export interface JobObserver {
  /** A query is about to be started; a failure before {@link onStarted} may leave one. */
  onStarting(): void;
  /** A query runs now, and this is its job: before the first poll, so that a caller that must give up can stop it. */
  onStarted(running: RunningJob): void;
  onPolled(): void;
}

/** A job whose query runs. */
export type RunningJob = QueryJob & { readonly insightsQueryId: string };

/** A query that ended as Failed, Cancelled or Timeout is started once more; a second such end is final. */
const maxRestartCount = 1;

/** Before a query is started once more, ms. */
const restartPauseMs = 1_000;

/** A large run's job that has to wait for its answer begins with the longest wait: a call too early is another job's. */
const patientPollCount = 3;

interface Attempt extends ExecuteJobDeps {
  readonly observer: JobObserver;
  /** When the worker stops asking and lets the job wait, epoch ms. */
  readonly untilMs: number;
}

/**
 * Takes a job one step further: starts its query unless it runs already, and asks for the result for a while.
 *
 * A job of a large run does one of the two and asks once: it can't afford calls that come too early. In its last minute it
 * is not handed on any more, and waits for its answer like any other.
 *
 * @param job - As read from the queue.
 * @throws What the query service throws and may pass. Retryable.
 */
export async function executeJob(job: QueryJob, observer: JobObserver, deps: ExecuteJobDeps): Promise<JobResult> {
  const { clock } = deps;
  if (job.waitMs !== undefined) await clock.sleep(job.waitMs);
  if (clock.nowMs() >= job.giveUpAtMs) return await giveUp(job, observer, deps);
  const untilMs = Math.min(clock.nowMs() + deps.pollBudgetMs, job.giveUpAtMs);
  const attempt: Attempt = { ...deps, observer, untilMs };
  if (!isRunning(job)) return await start(job, attempt);
  // A query that comes back from the queue has been running for a while: ask at once.
  return job.pace ? await lookOnce(job, attempt) : await awaitResult(job, 0, attempt);
}

const isRunning = (job: QueryJob): job is RunningJob => job.insightsQueryId !== undefined;

async function start(job: QueryJob, attempt: Attempt): Promise<JobResult> {
  const { runQuery, clock, random, observer } = attempt;
  observer.onStarting();
  const started = await runQuery.start(job);
  switch (started.status) {
    case 'refused':
      return failed(started.reason.code, started.reason.message);
    case 'throttled':
      return { type: 'again', why: 'throttled' };
    case 'started': {
      const running = { ...job, insightsQueryId: started.insightsQueryId };
      observer.onStarted(running);
      const hasTime = job.giveUpAtMs - clock.nowMs() >= lastTryMs;
      if (job.pace && hasTime) return { type: 'again', why: 'started' };
      return await awaitResult(running, pollWaitMs(job.pace ? patientPollCount : 0, random), attempt);
    }
    default:
      return started satisfies never;
  }
}

async function awaitResult(job: RunningJob, firstWaitMs: number, attempt: Attempt): Promise<JobResult> {
  const { clock, random, runQuery, observer, untilMs } = attempt;
  let waitMs = firstWaitMs;
  for (let pollCount = 1; clock.nowMs() + waitMs < untilMs; pollCount += 1) {
    await clock.sleep(waitMs);
    observer.onPolled();
    const result = await resultOf(await runQuery.poll(job.insightsQueryId), job, attempt);
    if (result) return result;
    waitMs = pollWaitMs(pollCount, random);
  }
  if (untilMs === job.giveUpAtMs) return await giveUp(job, observer, attempt);
  return { type: 'again', why: 'running' };
}

async function lookOnce(job: RunningJob, attempt: Attempt): Promise<JobResult> {
  attempt.observer.onPolled();
  const poll = await attempt.runQuery.poll(job.insightsQueryId);
  const result = await resultOf(poll, job, attempt);
  return result ?? { type: 'again', why: poll.status === 'throttled' ? 'throttled' : 'running' };
}

/** @returns undefined while the query runs: rows of a running query are an arbitrary part and never looked at. */
async function resultOf(poll: PollOutcome, job: RunningJob, attempt: Attempt): Promise<JobResult | undefined> {
  switch (poll.status) {
    case 'running':
      return await stopIfTooLarge(job, poll.bytesScanned, attempt);
    case 'throttled':
      return undefined;
    case 'refused':
      // No worker may read its answer.
      await attempt.runQuery.stop(job.insightsQueryId).catch(() => undefined);
      return failed(poll.reason.code, poll.reason.message);
    case 'ended':
      return await restartOrFail(job, poll.insightsStatus, attempt);
    case 'complete':
      return finishedWith(job, poll);
    default:
      return poll satisfies never;
  }
}

/**
 * Ends a query that has read more than its job allows. What it has read is paid for, and no more.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ a query that is cancelled costs what it has scanned until then
 */
async function stopIfTooLarge(
  { insightsQueryId, maxScannedBytes }: RunningJob,
  bytesScanned: number | undefined,
  { runQuery }: Attempt,
): Promise<JobResult | undefined> {
  if (maxScannedBytes === undefined || (bytesScanned ?? 0) <= maxScannedBytes) return undefined;
  await runQuery.stop(insightsQueryId).catch(() => undefined);
  return failed(
    tooLargeReason,
    `The query was stopped: it had read ${bytesScanned} of at most ${maxScannedBytes} bytes.`,
  );
}

/** At once and not by way of the queue, which may have the job more than once by the time that it comes back. */
async function restartOrFail(job: RunningJob, insightsStatus: string, attempt: Attempt): Promise<JobResult> {
  if (job.restartCount >= maxRestartCount) {
    return failed('query-failed', `The query ended as ${insightsStatus}, after one restart.`);
  }
  if (attempt.clock.nowMs() + restartPauseMs >= job.giveUpAtMs) {
    return failed('query-failed', `The query ended as ${insightsStatus}, too late for a restart.`);
  }
  await attempt.clock.sleep(restartPauseMs);
  const { insightsQueryId: _ended, ...fresh } = job;
  return await start({ ...fresh, restartCount: job.restartCount + 1 }, attempt);
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
