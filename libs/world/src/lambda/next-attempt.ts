import { type GiveUpCondition } from './failure-record';

const minuteMs = 60_000;

/** Throttled events come back after 1 s, then later and later, up to this. */
const maxThrottleDelayMs = 5 * minuteMs;

/** An asynchronous event after an attempt that did not succeed. */
export interface TriedEvent {
  /** Epoch ms. */
  readonly acceptedAtMs: number;
  /** Attempts in which the function ran, the last one included. */
  readonly attemptCount: number;
  /** How often Lambda has refused to run the function. */
  readonly throttleCount: number;
}

export interface AttemptLimits {
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

/**
 * Tells what becomes of an asynchronous event after an attempt: Lambda tries again after one and after two minutes, and
 * what it had no room for any number of times, until the event is too old.
 *
 * @param end - How the last attempt ended: the function failed, or was not run.
 * @returns When the next attempt is due, epoch ms, or why there is none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function nextAttempt(
  { acceptedAtMs, attemptCount, throttleCount }: TriedEvent,
  end: 'failed' | 'throttled',
  limits: AttemptLimits,
  nowMs: number,
): { readonly atMs: number } | { readonly giveUp: GiveUpCondition } {
  if (end === 'failed' && attemptCount > limits.maximumRetryAttempts) return { giveUp: 'RetriesExhausted' };
  const delayMs =
    end === 'failed' ? attemptCount * minuteMs : Math.min(1_000 * 2 ** (throttleCount - 1), maxThrottleDelayMs);
  const atMs = nowMs + delayMs;
  return atMs - acceptedAtMs > limits.maximumEventAgeSeconds * 1_000 ? { giveUp: 'EventAgeExceeded' } : { atMs };
}
