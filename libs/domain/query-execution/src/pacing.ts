import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type Random, fullJitterMs } from '@pulso/kit/time';

/** The first wait before asking for results and the longest, ms. A small query is answered within a second or two. */
const firstPollWaitMs = 1_000;
const longestPollWaitMs = 5_000;

/** The first bound of the delay before a job is looked at again and the longest, ms. */
const firstLookAgainMs = 2_000;
const longestLookAgainMs = 60_000;

/** The delay before another poll of a query of a large run, ms, grows by this step with each poll, up to the longest. */
const pacedLookStepMs = 2_500;
const longestPacedLookMs = 15_000;

/** The delay after throttling is drawn below a bound, ms: the first one for starts, the first for polls, the longest. */
const firstThrottledMs = 2_000;
const firstThrottledLookMs = 5_000;
const longestThrottledMs = 60_000;

/** The longest bound for starts of a large run, ms: with it 1,000 waiting jobs ask 17 times a second, less than twice the quota. */
const longestThrottledStartMs = 120_000;

/** How long before its run gives up a job is not re-enqueued any more, ms: an unanswered one comes back for a last try. */
export const lastTryMs = 60_000;

/** Before a start that has failed is tried again, ms: it may have started a query, which is paid. */
const startAgainMs = 120_000;

/** Why a job waits in the queue. `started`: a job of a large run waits there for its answer. */
export type WaitReason = 'started' | 'running' | 'throttled' | 'start-failed' | 'error';

type WaitingJob = Pick<QueryJob, 'attempt' | 'pace' | 'insightsQueryId'>;

/**
 * How long to wait before the next GetQueryResults call of an invocation, ms. An account has ten a second: waits grow, and
 * are drawn from the upper half of their bounds so that workers that started together drift apart.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const pollWaitMs = (pollCount: number, random: Random): number =>
  Math.floor(halfJitter(Math.min(firstPollWaitMs * 2 ** pollCount, longestPollWaitMs), random));

/**
 * How long a job stays in the queue before a worker polls again, at most `remainingMs`.
 *
 * Delays grow with the attempts; only the one before the first poll of a large run is fixed. After throttling the delay is
 * drawn from nothing up to its bound, which spreads many waiting jobs best.
 */
export const queueDelayMs = (job: WaitingJob, why: WaitReason, remainingMs: number, random: Random): number =>
  Math.ceil(Math.min(wantedDelayMs(job, why, random), Math.max(1_000, remainingMs)));

function wantedDelayMs({ attempt, pace, insightsQueryId }: WaitingJob, why: WaitReason, random: Random): number {
  switch (why) {
    case 'started':
      return pace?.firstPollAfterMs ?? firstLookAgainMs;
    case 'throttled':
      return fullJitterMs(attempt, throttledBounds(pace, insightsQueryId !== undefined), random);
    case 'start-failed':
      return startAgainMs;
    case 'running':
    case 'error': {
      const isPaced = pace !== undefined && why === 'running';
      const boundMs = isPaced ? pacedLookStepMs * (attempt + 1) : firstLookAgainMs * 2 ** attempt;
      return halfJitter(Math.min(boundMs, isPaced ? longestPacedLookMs : longestLookAgainMs), random);
    }
    default:
      return why satisfies never;
  }
}

function throttledBounds(pace: QueryJob['pace'], isRunning: boolean) {
  if (!pace) return { baseMs: firstThrottledMs, capMs: longestThrottledMs };
  return isRunning
    ? { baseMs: firstThrottledLookMs, capMs: longestThrottledMs }
    : { baseMs: pace.startBackoffMs, capMs: longestThrottledStartMs };
}

/** Between half of a bound and all of it. */
const halfJitter = (boundMs: number, random: Random): number => boundMs * (0.5 + random() / 2);
