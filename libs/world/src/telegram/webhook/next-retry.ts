import { type Random } from '@pulso/kit/time';

/** How often an update was tried and how long the last wait was. */
export interface RetryState {
  readonly failureCount: number;
  /** The last doubled wait, seconds; 1 before the first. */
  readonly delaySeconds: number;
}

/** What a retry is: its state and the wait before it. */
export interface Retry extends RetryState {
  readonly waitSeconds: number;
}

/** The doubling ends at a cap drawn anew every time between this and its double, seconds. */
const capSeconds = 60;

/** Longer waits than this are not accepted from a Retry-After header, seconds. */
const maxRetryAfterSeconds = 3600;

export const firstTry: RetryState = { failureCount: 0, delaySeconds: 1 };

/**
 * Gives the wait after a failed push: none after the first failure, then 2, 4, 8, 16, 32 s, then about a minute, then
 * one to two minutes. Retry-After takes the place of one wait and leaves the doubling alone.
 *
 * @param retryAfterSeconds - From the answer's header, 0 without one.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp on_update_error
 */
export function nextRetry(state: RetryState, retryAfterSeconds: number, random: Random): Retry {
  const failureCount = state.failureCount + 1;
  const askedSeconds = Math.min(Math.max(Math.trunc(retryAfterSeconds) || 0, 0), maxRetryAfterSeconds);
  if (askedSeconds > 0 || state.failureCount === 0) {
    return { failureCount, delaySeconds: state.delaySeconds, waitSeconds: askedSeconds };
  }
  const drawnCapSeconds = capSeconds + Math.floor(random() * (capSeconds + 1));
  const delaySeconds = Math.min(drawnCapSeconds, state.delaySeconds * 2);
  return { failureCount, delaySeconds, waitSeconds: delaySeconds };
}
