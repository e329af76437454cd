import { randomUUID } from 'node:crypto';

import { type LocalClock } from '@pulso/local/clock';
import { checkRecords } from '@pulso/local/saved-records';

import { failureRecord, type GiveUpCondition, nextAttempt } from '../decisions';
import { ConcurrencyExceededError, RuntimeStoppedError, UnsupportedFunctionError } from '../errors';
import { queueNameOf } from '../mapping/queue-access';
import { type AsynchronousEvent } from './asynchronous-event';
import { type FunctionRuntime } from './create-function-runtime';
import { type InvocationResult } from './run-invocation';
import { savedEventForm } from './saved-event-form';

export interface AsynchronousInvokerOptions {
  readonly runtime: FunctionRuntime;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'setTimer'>;
  /** Sends a message to a queue, for records of events that were given up, in the name of the function. */
  send(queueName: string, body: string, functionName: string): Promise<unknown>;
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
   * @returns The request's ID, the same for all attempts.
   * @throws {FunctionNotFoundError} Not retryable.
   */
  accept(functionName: string, payload: string): string;
  /** @returns The events of this moment that are worked on or wait for another attempt, for {@link load}. */
  dump(): string[];
  /**
   * Goes on with what {@link dump} gave, parsed: an event that was being worked on is worked on again. Those of functions
   * that are no more are forgotten.
   *
   * @throws {SavedRecordError} A record has another form; nothing has been put back then. Not retryable.
   */
  load(records: readonly unknown[]): void;
  /** Makes no more attempts; what waits is still there for {@link dump}. */
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

/** A {@link Pending} as JSON. */
interface SavedEvent extends Omit<AsynchronousEvent, 'definition'>, Partial<Pick<Pending, 'lastResult'>> {
  readonly functionName: string;
  readonly attemptCount: number;
  readonly throttleCount: number;
  /** When the next attempt is due; absent: now. */
  readonly nextAtMs?: number | undefined;
}

/**
 * Creates the queue for asynchronous events. Emulated: no event is duplicated, and none is lost.
 *
 * @throws {UnsupportedFunctionError} An on-failure destination is no queue. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createAsynchronousInvoker(options: AsynchronousInvokerOptions): AsynchronousInvoker {
  const { runtime, clock } = options;
  /** What is worked on or waits, and how it is at present. */
  const open = new Map<string, { readonly pending: Pending; readonly nextAtMs?: number }>();
  const cancellations = new Set<() => void>();
  let stopped = false;
  requireQueueDestinations(runtime);

  const goOn = async (pending: Pending, end: 'failed' | 'throttled'): Promise<void> => {
    const { acceptedAtMs, definition } = pending.event;
    const next = nextAttempt({ ...pending, acceptedAtMs }, end, definition.asyncInvoke, clock.nowMs());
    if ('giveUp' in next) await giveUp(pending, next.giveUp);
    else awaitAttempt(pending, next.atMs);
  };

  const awaitAttempt = (pending: Pending, nextAtMs: number): void => {
    open.set(pending.event.requestId, { pending, nextAtMs });
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
      await options.send(queueNameOf(destination), record, event.definition.name);
    }
    open.delete(event.requestId);
  };

  const run = async (pending: Pending): Promise<void> => {
    const { event, attemptCount } = pending;
    const result = await runOnce(event);
    if (result === 'throttled') {
      await goOn({ ...pending, throttleCount: pending.throttleCount + 1 }, 'throttled');
      return;
    }
    if (result.functionError === undefined) {
      open.delete(event.requestId);
      return;
    }
    // Its process was ended with all others: that is no attempt, and the event stays for the next run.
    if (stopped) return;
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
    open.set(pending.event.requestId, { pending });
    if (stopped) return;
    const release = clock.hold();
    run(pending)
      .catch((error: unknown) => {
        if (error instanceof RuntimeStoppedError) return;
        open.delete(pending.event.requestId);
        options.onFault(error);
      })
      .finally(release);
  };

  return {
    accept: (functionName, payload) => {
      const requestId = randomUUID();
      const event = { definition: runtime.definitionOf(functionName), requestId, payload, acceptedAtMs: clock.nowMs() };
      attempt({ event, attemptCount: 0, throttleCount: 0, lastResult: undefined });
      return requestId;
    },
    dump: () =>
      [...open.values()].map(({ pending: { event, ...attempts }, nextAtMs }) => {
        const { definition, ...accepted } = event;
        const saved: SavedEvent = { ...accepted, ...attempts, functionName: definition.name, nextAtMs };
        return JSON.stringify(saved);
      }),
    load: (records) => {
      for (const record of checkRecords<SavedEvent>(records, () => savedEventForm)) {
        const { requestId, payload, acceptedAtMs, functionName, nextAtMs, ...attempts } = record;
        const definition = runtime.functions.find(({ name }) => name === functionName);
        if (!definition) continue;
        const event = { definition, requestId, payload, acceptedAtMs };
        awaitAttempt({ event, lastResult: undefined, ...attempts }, nextAtMs ?? clock.nowMs());
      }
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
