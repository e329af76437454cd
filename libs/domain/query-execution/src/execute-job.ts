import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type FailureReason, type QueryOutcome, tooLargeReason } from '@pulso/contracts/run-events';
import { type Log } from '@pulso/kit/runtime';
import { outOfTimeText } from '@pulso/kit/texts';
import { type Clock, type Random } from '@pulso/kit/time';

import { outcomeOf } from './outcome-of';
import { type WaitReason, lastTryMs, pollWaitMs } from './pacing';
import { type RunQuery } from './ports';

export interface ExecuteJobDeps {
  readonly runQuery: RunQuery;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How long one invocation polls before it lets the job wait, ms. */
  readonly pollBudgetMs: number;
}

export type RunningJob = QueryJob & { readonly insightsQueryId: string };

/** `finished`: with an answer or a failure. `broken-off`: a call failed for a reason that may pass. */
type AttemptEnd =
  | { readonly type: 'finished'; readonly outcome: QueryOutcome }
  | { readonly type: 'waits'; readonly why: WaitReason }
  | { readonly type: 'broken-off'; readonly why: 'start-failed' | 'error'; readonly error: unknown };

interface OpenAttempt extends ExecuteJobDeps {
  /** When the worker stops polling and lets the job wait, epoch ms. */
  readonly untilMs: number;
  /** The job with the last query that this attempt has started. */
  started: RunningJob | undefined;
  pollCount: number;
}

/** A query that ended as Failed, Cancelled or Timeout is restarted once, after a pause, ms. */
const maxRestartCount = 1;
const restartPauseMs = 1_000;

/** A large run's job that polls begins with the longest wait: other jobs need the early calls. */
const patientPollCount = 3;

export const outOfTime: FailureReason = { code: 'gave-up', message: outOfTimeText };

/**
 * Starts the query of a job unless it runs, and polls for a while. A job of a large run does one of the two and polls
 * once; in its last minute it waits for its answer like any other.
 *
 * @returns What was done and how it ended. It does not throw: the caller must know which query was started.
 */
export async function executeJob(job: QueryJob, deps: ExecuteJobDeps) {
  const { clock, pollBudgetMs } = deps;
  if (job.waitMs !== undefined) await clock.sleep(job.waitMs);
  const untilMs = Math.min(clock.nowMs() + pollBudgetMs, job.giveUpAtMs);
  const attempt: OpenAttempt = { ...deps, untilMs, started: undefined, pollCount: 0 };
  const end = await step(job, attempt);
  return { started: attempt.started, pollCount: attempt.pollCount, end };
}

async function step(job: QueryJob, attempt: OpenAttempt): Promise<AttemptEnd> {
  if (attempt.clock.nowMs() >= job.giveUpAtMs) return await lookLast(job, attempt);
  if (!isRunning(job)) return await start(job, attempt);
  // A query whose job comes back from the queue has run for a while: poll at once.
  if (!job.pace) return await awaitAnswer(job, 0, attempt);
  const result = await poll(job, attempt);
  return typeof result === 'object' ? result : { type: 'waits', why: result };
}

const isRunning = (job: QueryJob): job is RunningJob => job.insightsQueryId !== undefined;

async function start(job: QueryJob, attempt: OpenAttempt): Promise<AttemptEnd> {
  const { runQuery, clock, random, log } = attempt;
  const answer = await runQuery.start(job).catch((error: unknown) => ({ status: 'no-answer' as const, error }));
  switch (answer.status) {
    case 'no-answer':
      // It may have started a query.
      return { type: 'broken-off', why: 'start-failed', error: answer.error };
    case 'refused':
      return failed(answer.reason);
    case 'throttled':
      return { type: 'waits', why: 'throttled' };
    case 'started': {
      const started = { ...job, insightsQueryId: answer.insightsQueryId };
      attempt.started = started;
      log.info('query-started', { runId: job.runId, queryId: job.queryId });
      const hasTime = job.giveUpAtMs - clock.nowMs() >= lastTryMs;
      if (job.pace && hasTime) return { type: 'waits', why: 'started' };
      return await awaitAnswer(started, pollWaitMs(job.pace ? patientPollCount : 0, random), attempt);
    }
    default:
      return answer satisfies never;
  }
}

async function awaitAnswer(job: RunningJob, firstWaitMs: number, attempt: OpenAttempt): Promise<AttemptEnd> {
  const { clock, random, untilMs } = attempt;
  let waitMs = firstWaitMs;
  for (let pollCount = 1; clock.nowMs() + waitMs < untilMs; pollCount += 1) {
    await clock.sleep(waitMs);
    const result = await poll(job, attempt);
    if (typeof result === 'object') return result;
    waitMs = pollWaitMs(pollCount, random);
  }
  return untilMs === job.giveUpAtMs ? await lookLast(job, attempt) : { type: 'waits', why: 'running' };
}

/** @returns How the attempt ended; else why there is no answer yet. */
async function poll(job: RunningJob, attempt: OpenAttempt): Promise<AttemptEnd | 'running' | 'throttled'> {
  const { runQuery } = attempt;
  const { insightsQueryId, maxScannedBytes } = job;
  const poll = await pollFor(job, attempt);
  switch (poll.status) {
    case 'no-answer':
      return { type: 'broken-off', why: 'error', error: poll.error };
    case 'throttled':
      return 'throttled';
    case 'running': {
      // Rows of a running query are arbitrary.
      const { bytesScanned = 0 } = poll;
      if (maxScannedBytes === undefined || bytesScanned <= maxScannedBytes) return 'running';
      await stopQuery(insightsQueryId, runQuery);
      const message = `The query was stopped: it had read ${bytesScanned} of at most ${maxScannedBytes} bytes.`;
      return failed({ code: tooLargeReason, message });
    }
    case 'refused':
      // No worker may read its answer.
      await stopQuery(insightsQueryId, runQuery);
      return failed(poll.reason);
    case 'ended':
      return await restartOrFail(job, poll.insightsStatus, attempt);
    case 'answered':
      return { type: 'finished', outcome: poll.outcome };
    default:
      return poll satisfies never;
  }
}

/** Restarts at once and not through the queue, which may deliver the job more than once. */
async function restartOrFail(job: RunningJob, insightsStatus: string, attempt: OpenAttempt): Promise<AttemptEnd> {
  const { clock } = attempt;
  const queryFailed = (when: string) =>
    failed({ code: 'query-failed', message: `The query ended as ${insightsStatus}, ${when}.` });
  if (job.restartCount >= maxRestartCount) return queryFailed('after one restart');
  if (clock.nowMs() + restartPauseMs >= job.giveUpAtMs) return queryFailed('too late for a restart');
  await clock.sleep(restartPauseMs);
  const { insightsQueryId: _ended, ...fresh } = job;
  return await start({ ...fresh, restartCount: job.restartCount + 1 }, attempt);
}

/** Polls once more before the end: the answer may have come while the job was in the queue. */
async function lookLast(job: QueryJob, attempt: OpenAttempt): Promise<AttemptEnd> {
  if (!isRunning(job)) {
    return failed({ code: 'gave-up', message: 'The query could not be started before its time was over.' });
  }
  const poll = await pollFor(job, attempt);
  if (poll.status === 'answered') return { type: 'finished', outcome: poll.outcome };
  await stopQuery(job.insightsQueryId, attempt.runQuery);
  return failed(poll.status === 'refused' ? poll.reason : outOfTime);
}

async function pollFor(job: RunningJob, attempt: OpenAttempt) {
  attempt.pollCount += 1;
  try {
    const poll = await attempt.runQuery.poll(job.insightsQueryId);
    return poll.status === 'complete' ? ({ status: 'answered', outcome: outcomeOf(job, poll) } as const) : poll;
  } catch (error) {
    return { status: 'no-answer', error } as const;
  }
}

/** @see https://aws.amazon.com/cloudwatch/pricing/ a cancelled query costs what it has scanned */
export const stopQuery = (insightsQueryId: string, runQuery: RunQuery): Promise<void> =>
  runQuery.stop(insightsQueryId).catch(() => undefined);

const failed = (reason: FailureReason): AttemptEnd => ({ type: 'finished', outcome: { status: 'failed', reason } });
