import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type Random, fullJitterMs } from '@pulso/kit/time';

/** The first wait before a poll and the longest, ms. A small query takes a second or two. */
const firstPollWaitMs = 1_000;
const longestPollWaitMs = 5_000;

/** The first bound of the delay before a worker receives a job again and the longest, ms. */
const firstLookAgainMs = 2_000;
const longestLookAgainMs = 60_000;

/** In a large run the delay before a poll grows by this step, up to the longest, ms. */
const pacedLookStepMs = 2_500;
const longestPacedLookMs = 15_000;

/** The bounds of the delay after throttling, ms: the first for starts, the first for polls, the longest. */
const firstThrottledMs = 2_000;
const firstThrottledLookMs = 5_000;
const longestThrottledMs = 60_000;

/** The longest bound for starts of a large run, ms: 1,000 waiting jobs then call 17 times a second. */
const longestThrottledStartMs = 120_000;

/** In this time before its run gives up, ms, a job is not re-enqueued: an unanswered one comes back for a last try. */
export const lastTryMs = 60_000;

/** The delay after a failed start, ms: it may have started a query, which costs money. */
const startAgainMs = 120_000;

/** Why a job waits in the queue. `started`: in a large run, for its answer. */
export type WaitReason = 'started' | 'running' | 'throttled' | 'start-failed' | 'error';

type WaitingJob = Pick<QueryJob, 'attempt' | 'pace' | 'insightsQueryId'>;

/**
 * Returns the wait before the next GetQueryResults call of an invocation, ms. An account has ten calls a second, so
 * waits grow and vary.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const pollWaitMs = (pollCount: number, random: Random): number =>
  Math.floor(halfJitter(Math.min(firstPollWaitMs * 2 ** pollCount, longestPollWaitMs), random));

/**
 * Returns how long a job stays in the queue, at most `remainingMs`. Delays grow with the attempts; only the first one of
 * a large run is fixed. After throttling full jitter spreads many waiting jobs best.
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
