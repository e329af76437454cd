import { randomUUID } from 'node:crypto';

import { type LocalClock } from '@pulso/world/time';

import { failureRecord, type GiveUpCondition, nextAttempt } from '@pulso/world/lambda';
import { ConcurrencyExceededError, RuntimeStoppedError, UnsupportedFunctionError } from '../errors';
import { queueNameOf } from '../mapping/queue-access';
import { type AsynchronousEvent } from './asynchronous-event';
import { type FunctionRuntime } from './create-function-runtime';
import { failureIn, type InvocationResult } from './run-invocation';

export interface AsynchronousInvokerOptions {
  readonly runtime: FunctionRuntime;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'setTimer'>;
  /** Sends a message to a queue, for records of events that were given up, in the name of the function. */
  send(queueName: string, body: string, functionName: string, requestId: string): Promise<unknown>;
  /** Told of each event that is accepted: the event itself, which changes with its attempts. */
  onEvent?(event: AsynchronousEvent): void;
  /** Told of each event that is given up, whether or not a queue gets a record of it. */
  onDropped?(functionName: string): void;
  /** A defect of the local cloud, or a destination that refuses the record. */
  onFault(error: unknown): void;
}

/** Takes events for functions and sees to it that they are worked on, as Lambda's own event queue does. */
export interface AsynchronousInvoker {
  /**
   * Accepts an event; the function runs after this call.
   *
   * @param payload - JSON text.
   * @param by - Request id of the invocation that has sent it; absent: no function has.
   * @returns The request's ID, the same for all attempts.
   * @throws {FunctionNotFoundError} Not retryable.
   */
  accept(functionName: string, payload: string, by?: string): string;
  /** Makes no more attempts. */
  stop(): void;
}

/** An event on its way. */
interface Pending {
  readonly event: AsynchronousEvent;
  /** Attempts in which the function ran. */
  readonly attemptCount: number;
  readonly throttleCount: number;
  readonly lastResult: InvocationResult | undefined;
}

/**
 * Creates the queue for asynchronous events. Emulated: no event is duplicated, and none is lost.
 *
 * @throws {UnsupportedFunctionError} An on-failure destination is no queue. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createAsynchronousInvoker(options: AsynchronousInvokerOptions): AsynchronousInvoker {
  const { runtime, clock } = options;
  const cancellations = new Set<() => void>();
  let stopped = false;
  requireQueueDestinations(runtime);

  const goOn = async (pending: Pending, end: 'failed' | 'throttled'): Promise<void> => {
    const { acceptedAtMs, definition } = pending.event;
    const next = nextAttempt({ ...pending, acceptedAtMs }, end, definition.asyncInvoke, clock.nowMs());
    if ('giveUp' in next) {
      pending.event.givenUpAtMs = clock.nowMs();
      await giveUp(pending, next.giveUp);
    } else {
      pending.event.nextAtMs = next.atMs;
      awaitAttempt(pending, next.atMs);
    }
  };

  const awaitAttempt = (pending: Pending, nextAtMs: number): void => {
    if (stopped) return;
    const cancel = clock.setTimer(nextAtMs, () => {
      cancellations.delete(cancel);
      attempt(pending);
    });
    cancellations.add(cancel);
  };

  const giveUp = async (pending: Pending, condition: GiveUpCondition): Promise<void> => {
    const { event, attemptCount, lastResult } = pending;
    const destination = event.definition.asyncInvoke.onFailureDestinationArn;
    options.onDropped?.(event.definition.name);
    if (destination !== undefined) {
      const record = failureRecord(
        { ...event, functionArn: event.definition.arn },
        { condition, attemptCount, lastResult, nowMs: clock.nowMs() },
      );
      await options.send(queueNameOf(destination), record, event.definition.name, event.requestId);
    }
  };

  const run = async (pending: Pending): Promise<void> => {
    const { event, attemptCount } = pending;
    const result = await runOnce(event);
    if (result === 'throttled') {
      event.failures.push('it was not invoked: its concurrency is used up');
      await goOn({ ...pending, throttleCount: pending.throttleCount + 1 }, 'throttled');
      return;
    }
    // When it has stopped, its process was ended with all others: that is no attempt.
    const failure = failureIn(result);
    if (failure === undefined || stopped) return;
    event.failures.push(failure);
    await goOn({ ...pending, attemptCount: attemptCount + 1, lastResult: result }, 'failed');
  };

  const runOnce = async ({ definition, requestId, payload }: AsynchronousEvent) => {
    try {
      return await runtime.invoke(definition.name, payload, { type: 'event', requestId });
    } catch (error) {
      if (error instanceof ConcurrencyExceededError) return 'throttled' as const;
      throw error;
    }
  };

  /** Holds the clock from here to the timer of the next attempt, so that no time is jumped over in between. */
  const attempt = (pending: Pending): void => {
    if (stopped) return;
    const release = clock.hold();
    delete pending.event.nextAtMs;
    run(pending)
      .catch((error: unknown) => {
        if (error instanceof RuntimeStoppedError) return;
        options.onFault(error);
      })
      .finally(release);
  };

  return {
    accept: (functionName, payload, by) => {
      const requestId = randomUUID();
      const definition = runtime.definitionOf(functionName);
      const event: AsynchronousEvent = {
        ...{ definition, requestId, payload, acceptedAtMs: clock.nowMs(), failures: [] },
        ...(by !== undefined && { sentBy: by }),
      };
      options.onEvent?.(event);
      attempt({ event, attemptCount: 0, throttleCount: 0, lastResult: undefined });
      return requestId;
    },
    stop: () => {
      stopped = true;
      for (const cancel of cancellations) cancel();
      cancellations.clear();
    },
  };
}

function requireQueueDestinations({ functions }: FunctionRuntime): void {
  for (const { name, asyncInvoke } of functions) {
    const destination = asyncInvoke.onFailureDestinationArn;
    if (destination === undefined || destination.startsWith('arn:aws:sqs:')) continue;
    throw new UnsupportedFunctionError(name, `its on-failure destination "${destination}" is no SQS queue`);
  }
}
