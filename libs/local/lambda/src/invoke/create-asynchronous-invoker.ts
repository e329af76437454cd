import { randomUUID } from 'node:crypto';

import { type AsynchronousEvent, type InvocationEnd, workOnEvent } from '@pulso/world/lambda';
import { type LocalClock } from '@pulso/world/time';

import { ConcurrencyExceededError, RuntimeStoppedError, UnsupportedFunctionError } from '../errors';
import { type FunctionRuntime } from './create-function-runtime';
import { queueNameOf } from './queue-access';

export interface AsynchronousInvokerOptions {
  readonly runtime: FunctionRuntime;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'setTimer'>;
  /** Sends the record of an event that was given up to a queue, in the function's name. */
  send(queueName: string, body: string, functionName: string, requestId: string): Promise<unknown>;
  /** Called with each accepted event: the object itself, which changes with its attempts. */
  onEvent?(event: AsynchronousEvent): void;
  /** Called with each event that is given up, whether or not a queue gets a record of it. */
  onDropped?(functionName: string): void;
  /** A defect of the local cloud, or a destination that refuses the record. */
  onFault(error: unknown): void;
}

/** Takes events for functions and makes them run, as Lambda's own event queue does. */
export interface AsynchronousInvoker {
  /**
   * Accepts an event; the function runs after this call.
   *
   * @param payload - JSON text.
   * @param by - Request id of the invocation that sent it; absent: no function did.
   * @returns The request's ID, the same for all attempts.
   * @throws {FunctionNotFoundError} Not retryable.
   */
  accept(functionName: string, payload: string, by?: string): string;
  /** Makes no more attempts. */
  stop(): void;
}

/**
 * Creates the queue for asynchronous events. Emulated: no event is duplicated, and none is lost.
 *
 * @throws {UnsupportedFunctionError} An on-failure destination is not a queue. Not retryable.
 */
export function createAsynchronousInvoker(options: AsynchronousInvokerOptions): AsynchronousInvoker {
  const { runtime, clock, onFault } = options;
  let isStopped = false;
  for (const { name, asyncInvoke } of runtime.functions) {
    const destination = asyncInvoke.onFailureDestinationArn;
    if (destination === undefined || destination.startsWith('arn:aws:sqs:')) continue;
    throw new UnsupportedFunctionError(name, `its on-failure destination "${destination}" is no SQS queue`);
  }

  /** Holds the clock until the timer of the next attempt is set, so that the clock does not jump in between. */
  const invoke = (event: AsynchronousEvent, onEnd: (end: InvocationEnd) => void): void => {
    if (isStopped) return;
    const release = clock.hold();
    invokeToEnd(runtime, event.definition.name, event.payload, event.requestId)
      // A stop ends all processes, which does not count as an attempt.
      .then((end) => isStopped || onEnd(end))
      .catch(onFault)
      .finally(release);
  };

  const giveUp = ({ definition, requestId }: AsynchronousEvent, record: string): void => {
    options.onDropped?.(definition.name);
    const destination = definition.asyncInvoke.onFailureDestinationArn;
    if (destination === undefined) return;
    const release = clock.hold();
    options.send(queueNameOf(destination), record, definition.name, requestId).catch(onFault).finally(release);
  };

  return {
    accept: (functionName, payload, by) => {
      const event: AsynchronousEvent = {
        definition: runtime.definitionOf(functionName),
        requestId: randomUUID(),
        payload,
        acceptedAtMs: clock.nowMs(),
        failures: [],
        ...(by !== undefined && { sentBy: by }),
      };
      options.onEvent?.(event);
      workOnEvent(event, { clock, invoke, giveUp });
      return event.requestId;
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** @returns How an invocation ended, in the form that the models of its callers take. */
export async function invokeToEnd(
  runtime: Pick<FunctionRuntime, 'invoke'>,
  functionName: string,
  payload: string,
  requestId: string,
): Promise<InvocationEnd> {
  try {
    const { payload: answer, functionError } = await runtime.invoke(functionName, payload, requestId);
    const value: unknown = JSON.parse(answer);
    return functionError === undefined ? { status: 'success', value } : { status: 'error', error: value };
  } catch (error) {
    if (error instanceof ConcurrencyExceededError) return { status: 'throttled' };
    if (error instanceof RuntimeStoppedError) return { status: 'killed' };
    throw error;
  }
}
