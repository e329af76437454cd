import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type FailureReason, type QueryOutcome, tooLargeReason } from '@pulso/contracts/run-events';
import { type Log } from '@pulso/kit/runtime';
import { type Clock, type Random } from '@pulso/kit/time';

import { outcomeOf } from './outcome-of';
import { type RequeueReason, lastTryMs, pollWaitMs } from './pacing';
import { type PollOutcome, type RunQuery } from './ports';

export interface ExecuteJobDeps {
  readonly runQuery: RunQuery;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How long one invocation keeps asking before it lets the job wait, ms. */
  readonly pollBudgetMs: number;
}

/** A job whose query runs. */
export type RunningJob = QueryJob & { readonly insightsQueryId: string };

/** What one invocation has done for a job. */
export interface Attempt {
  /** The job with the last query that this attempt has started. Absent: it has started none. */
  readonly started?: RunningJob;
  /** How often it has asked for the answer. */
  readonly polls: number;
  readonly end: AttemptEnd;
}

/** `finished`: there is an answer, or there will be none. `broken-off`: a call failed for a reason that may pass. */
export type AttemptEnd =
  | { readonly type: 'finished'; readonly outcome: QueryOutcome }
  | { readonly type: 'waits'; readonly why: RequeueReason }
  | { readonly type: 'broken-off'; readonly why: 'start-failed' | 'error'; readonly error: unknown };

/** What an attempt has done so far. */
type Progress = Omit<Attempt, 'end'>;

interface Budget extends ExecuteJobDeps {
  /** When the worker stops asking and lets the job wait, epoch ms. */
  readonly untilMs: number;
}

/** A query that ended as Failed, Cancelled or Timeout is started once more; a second such end is final. */
const maxRestartCount = 1;

/** Before a query is started once more, ms. */
const restartPauseMs = 1_000;

/** A large run's job that has to wait for its answer begins with the longest wait: a call too early is another job's. */
const patientPollCount = 3;

export const outOfTime: FailureReason = {
  code: 'gave-up',
  message: 'The query had no answer when its time was over.',
};

/**
 * Takes a job one step further: starts its query unless it runs already, and asks for the result for a while.
 *
 * A job of a large run does one of the two and asks once: it can't afford calls that come too early. In its last minute
 * it is not re-enqueued any more, and waits for its answer like any other.
 *
 * @param job - As read from the queue.
 * @returns What was done and how it ended, also where a call has failed: the caller must know which query was started.
 */
export async function executeJob(job: QueryJob, deps: ExecuteJobDeps): Promise<Attempt> {
  const { clock } = deps;
  const none: Progress = { polls: 0 };
  if (job.waitMs !== undefined) await clock.sleep(job.waitMs);
  if (clock.nowMs() >= job.giveUpAtMs) return await lookLast(job, none, deps);
  const budget = { ...deps, untilMs: Math.min(clock.nowMs() + deps.pollBudgetMs, job.giveUpAtMs) };
  if (!isRunning(job)) return await start(job, none, budget);
  // A query that comes back from the queue has been running for a while: ask at once.
  return job.pace ? await lookOnce(job, none, budget) : await awaitAnswer(job, 0, none, budget);
}

const isRunning = (job: QueryJob): job is RunningJob => job.insightsQueryId !== undefined;

async function start(job: QueryJob, progress: Progress, budget: Budget): Promise<Attempt> {
  const { runQuery, clock, random, log } = budget;
  const answer = await runQuery.start(job).catch((error: unknown) => ({ status: 'no-answer' as const, error }));
  switch (answer.status) {
    case 'no-answer':
      // It may have started a query.
      return { ...progress, end: { type: 'broken-off', why: 'start-failed', error: answer.error } };
    case 'refused':
      return { ...progress, end: failed(answer.reason) };
    case 'throttled':
      return { ...progress, end: { type: 'waits', why: 'throttled' } };
    case 'started': {
      const started = { ...job, insightsQueryId: answer.insightsQueryId };
      log.info('query-started', { runId: job.runId, queryId: job.queryId });
      const hasTime = job.giveUpAtMs - clock.nowMs() >= lastTryMs;
      if (job.pace && hasTime) return { ...progress, started, end: { type: 'waits', why: 'started' } };
      const firstWaitMs = pollWaitMs(job.pace ? patientPollCount : 0, random);
      return await awaitAnswer(started, firstWaitMs, { ...progress, started }, budget);
    }
    default:
      return answer satisfies never;
  }
}

async function awaitAnswer(job: RunningJob, firstWaitMs: number, before: Progress, budget: Budget): Promise<Attempt> {
  const { clock, random, untilMs } = budget;
  let progress = before;
  let waitMs = firstWaitMs;
  for (let pollCount = 1; clock.nowMs() + waitMs < untilMs; pollCount += 1) {
    await clock.sleep(waitMs);
    progress = { ...before, polls: before.polls + pollCount };
    const result = await look(job, progress, budget);
    if (typeof result === 'object') return result;
    waitMs = pollWaitMs(pollCount, random);
  }
  if (untilMs === job.giveUpAtMs) return await lookLast(job, progress, budget);
  return { ...progress, end: { type: 'waits', why: 'running' } };
}

async function lookOnce(job: RunningJob, before: Progress, budget: Budget): Promise<Attempt> {
  const progress = { ...before, polls: before.polls + 1 };
  const result = await look(job, progress, budget);
  return typeof result === 'object' ? result : { ...progress, end: { type: 'waits', why: result } };
}

/** @returns How the attempt ended; a word where the query runs on, or where no answer tells. */
async function look(job: RunningJob, progress: Progress, budget: Budget): Promise<Attempt | 'running' | 'throttled'> {
  const { runQuery } = budget;
  const { insightsQueryId, maxScannedBytes } = job;
  const poll = await pollFor(job, runQuery);
  switch (poll.status) {
    case 'no-answer':
      return { ...progress, end: { type: 'broken-off', why: 'error', error: poll.error } };
    case 'throttled':
      return 'throttled';
    case 'running': {
      // Rows of a running query are an arbitrary part of its answer.
      const { bytesScanned = 0 } = poll;
      if (maxScannedBytes === undefined || bytesScanned <= maxScannedBytes) return 'running';
      await stopQuery(insightsQueryId, runQuery);
      const message = `The query was stopped: it had read ${bytesScanned} of at most ${maxScannedBytes} bytes.`;
      return { ...progress, end: failed({ code: tooLargeReason, message }) };
    }
    case 'refused':
      // No worker may read its answer.
      await stopQuery(insightsQueryId, runQuery);
      return { ...progress, end: failed(poll.reason) };
    case 'ended':
      return await restartOrFail(job, poll.insightsStatus, progress, budget);
    case 'answered':
      return { ...progress, end: { type: 'finished', outcome: poll.outcome } };
    default:
      return poll satisfies never;
  }
}

/** Restarts at once and not through the queue, which may have the job more than once by the time that it comes back. */
async function restartOrFail(
  job: RunningJob,
  insightsStatus: string,
  progress: Progress,
  budget: Budget,
): Promise<Attempt> {
  const queryFailed = (when: string) =>
    failed({ code: 'query-failed', message: `The query ended as ${insightsStatus}, ${when}.` });
  if (job.restartCount >= maxRestartCount) return { ...progress, end: queryFailed('after one restart') };
  if (budget.clock.nowMs() + restartPauseMs >= job.giveUpAtMs) {
    return { ...progress, end: queryFailed('too late for a restart') };
  }
  await budget.clock.sleep(restartPauseMs);
  const { insightsQueryId: _ended, ...fresh } = job;
  return await start({ ...fresh, restartCount: job.restartCount + 1 }, progress, budget);
}

/** A last look before the end: an answer that came while the job lay in the queue is paid for and still wanted. */
async function lookLast(job: QueryJob, before: Progress, { runQuery }: ExecuteJobDeps): Promise<Attempt> {
  if (!isRunning(job)) {
    const message = 'The query could not be started before its time was over.';
    return { ...before, end: failed({ code: 'gave-up', message }) };
  }
  const progress = { ...before, polls: before.polls + 1 };
  const poll = await pollFor(job, runQuery);
  if (poll.status === 'answered') return { ...progress, end: { type: 'finished', outcome: poll.outcome } };
  await stopQuery(job.insightsQueryId, runQuery);
  return { ...progress, end: failed(poll.status === 'refused' ? poll.reason : outOfTime) };
}

type Poll =
  | Exclude<PollOutcome, { status: 'complete' }>
  | { readonly status: 'answered'; readonly outcome: QueryOutcome }
  | { readonly status: 'no-answer'; readonly error: unknown };

async function pollFor(job: RunningJob, runQuery: RunQuery): Promise<Poll> {
  try {
    const poll = await runQuery.poll(job.insightsQueryId);
    return poll.status === 'complete' ? { status: 'answered', outcome: outcomeOf(job, poll) } : poll;
  } catch (error) {
    return { status: 'no-answer', error };
  }
}

/**
 * Ends a query whose answer is not wanted any more. What it has read is paid for, and no more.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ a query that is cancelled costs what it has scanned until then
 */
export const stopQuery = (insightsQueryId: string, runQuery: RunQuery): Promise<void> =>
  runQuery.stop(insightsQueryId).catch(() => undefined);

const failed = (reason: FailureReason): AttemptEnd => ({ type: 'finished', outcome: { status: 'failed', reason } });
