import { minuteMs } from '@pulso/kit/time';
import { type FunctionDefinition } from '../stacks';
import { type LocalClock } from '../time';
import { type InvocationEnd } from './function-environments';

/** An accepted event for later processing. It changes with its attempts. */
export interface AsynchronousEvent {
  readonly definition: Pick<FunctionDefinition, 'arn' | 'asyncInvoke' | 'name'>;
  /** The same for all attempts. */
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** Epoch ms. */
  readonly acceptedAtMs: number;
  /** Request id of the invocation that sent it; absent: no function did. */
  readonly sentBy?: string;
  /** Why its attempts have failed, oldest first. */
  readonly failures: string[];
  /** When its next attempt is due, epoch ms; absent: one is under way, or there is none. */
  nextAtMs?: number;
  /** Epoch ms; absent: it was not given up. */
  givenUpAtMs?: number;
}

export interface EventWork {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  /** @param onEnd - To be called once, when the invocation is over. */
  invoke(event: AsynchronousEvent, onEnd: (end: InvocationEnd) => void): void;
  /** No attempt has succeeded, and none is left. @param record - For the on-failure destination, JSON text. */
  giveUp(event: AsynchronousEvent, record: string): void;
}

/**
 * Works on an event until an attempt succeeds or the event is given up.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function workOnEvent(event: AsynchronousEvent, { clock, invoke, giveUp }: EventWork): void {
  let attemptCount = 0;
  let throttleCount = 0;
  /** Of the last attempt that ran. */
  let lastEnd: InvocationEnd | undefined;
  const attempt = (): void => {
    delete event.nextAtMs;
    invoke(event, (end) => {
      if (end.status === 'success') return;
      event.failures.push(failureOf(end));
      const isThrottled = end.status === 'throttled';
      throttleCount = isThrottled ? throttleCount + 1 : 0;
      if (!isThrottled) {
        attemptCount += 1;
        lastEnd = end;
      }
      const { acceptedAtMs, definition } = event;
      const tried = { acceptedAtMs, attemptCount, throttleCount };
      const nowMs = clock.nowMs();
      const next = nextAttempt(tried, isThrottled ? 'throttled' : 'failed', definition.asyncInvoke, nowMs);
      if ('giveUp' in next) {
        event.givenUpAtMs = nowMs;
        giveUp(event, failureRecord(event, { condition: next.giveUp, attemptCount, lastEnd, nowMs }));
      } else {
        event.nextAtMs = next.atMs;
        clock.setTimer(next.atMs, attempt);
      }
    });
  };
  attempt();
}

/** @returns The reason for a failed invocation, in words. */
export function failureOf(end: Exclude<InvocationEnd, { status: 'success' }>): string {
  if (end.status === 'throttled') return 'it was not invoked: its concurrency is used up';
  if (end.status === 'killed') return 'its process was killed';
  const { errorType = 'Error', errorMessage = '' } = describedError(end.error);
  return `${errorType}: ${errorMessage.replace(/^RequestId: \S+ Error: /, '')}`;
}

interface ErrorDescription {
  readonly errorType?: string;
  readonly errorMessage?: string;
}

/** As a caller of the function gets it. */
const describedError = (error: unknown): ErrorDescription =>
  error instanceof Error ? { errorType: error.name, errorMessage: error.message } : (error as ErrorDescription);

type GiveUpCondition = 'EventAgeExceeded' | 'RetriesExhausted';

/** An asynchronous event after an attempt that did not succeed. */
interface TriedEvent {
  /** Epoch ms. */
  readonly acceptedAtMs: number;
  /** Attempts in which the function ran, the last one included. */
  readonly attemptCount: number;
  /** How often Lambda has refused to run the function since. */
  readonly throttleCount: number;
}

/** Throttled events come back after 1 s, then later and later, up to this. */
const maxThrottleDelayMs = 5 * minuteMs;

/**
 * Plans the next attempt of an asynchronous event: Lambda retries after one and after two minutes, and retries
 * throttled events until they are too old.
 *
 * @param end - How the last attempt ended: the function failed, or was not run.
 * @returns When the next attempt is due, epoch ms, or why there is none.
 */
export function nextAttempt(
  { acceptedAtMs, attemptCount, throttleCount }: TriedEvent,
  end: 'failed' | 'throttled',
  limits: Pick<FunctionDefinition['asyncInvoke'], 'maximumEventAgeSeconds' | 'maximumRetryAttempts'>,
  nowMs: number,
): { readonly atMs: number } | { readonly giveUp: GiveUpCondition } {
  if (end === 'failed' && attemptCount > limits.maximumRetryAttempts) return { giveUp: 'RetriesExhausted' };
  const delayMs =
    end === 'failed' ? attemptCount * minuteMs : Math.min(1_000 * 2 ** (throttleCount - 1), maxThrottleDelayMs);
  const atMs = nowMs + delayMs;
  return atMs - acceptedAtMs > limits.maximumEventAgeSeconds * 1_000 ? { giveUp: 'EventAgeExceeded' } : { atMs };
}

/**
 * @returns The record that a destination gets for an event that was given up, JSON text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
function failureRecord(
  { definition, requestId, payload }: AsynchronousEvent,
  failure: { condition: GiveUpCondition; attemptCount: number; lastEnd: InvocationEnd | undefined; nowMs: number },
): string {
  const { condition, attemptCount, lastEnd, nowMs } = failure;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attemptCount,
    },
    requestPayload: JSON.parse(payload),
    ...(lastEnd && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      ...(lastEnd.status === 'error' && { responsePayload: describedError(lastEnd.error) }),
    }),
  });
}
