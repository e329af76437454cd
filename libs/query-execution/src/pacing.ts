import { maxDelaySeconds } from '@pulso/contracts/naming';
import { type Random } from '@pulso/time';

/** First wait before asking for results, and the longest, ms. A small query is answered within a second or two. */
const firstPollWaitMs = 1_000;
const longestPollWaitMs = 5_000;

/** Re-queue delays: the first bound and the largest, seconds. */
const firstRequeueSeconds = 2;
const longestRequeueSeconds = 60;

/**
 * How long to wait before the next GetQueryResults call.
 *
 * Ten calls a second are shared by a whole account, so waits grow, and they are spread over half their length so that
 * workers that started together drift apart.
 *
 * @param pollCount - Polls made so far.
 * @returns Milliseconds.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export function pollWaitMs(pollCount: number, random: Random): number {
  const bound = Math.min(firstPollWaitMs * 2 ** pollCount, longestPollWaitMs);
  return Math.floor(bound * (0.5 + random() / 2));
}

/**
 * How long a job stays in the queue before somebody looks at it again.
 *
 * @param attempt - How often it was put back before.
 * @param remainingMs - Time until the job gives up; it never waits longer than that.
 * @returns Whole seconds, 1 to 900.
 */
export function requeueDelaySeconds(attempt: number, remainingMs: number, random: Random): number {
  const bound = Math.min(firstRequeueSeconds * 2 ** Math.min(attempt, 10), longestRequeueSeconds);
  const delay = Math.ceil(bound * (0.5 + random() / 2));
  return Math.max(1, Math.min(delay, Math.ceil(remainingMs / 1000), maxDelaySeconds));
}
