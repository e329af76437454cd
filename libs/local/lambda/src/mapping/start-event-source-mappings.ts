import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { type LocalClock } from '@pulso/world/time';
import { type EventSourceMappingDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { ConcurrencyExceededError, RuntimeStoppedError } from '../errors';
import { type FunctionRuntime } from '../invoke/create-function-runtime';
import { failureIn, type InvocationResult } from '../invoke/run-invocation';
import { checkMapping } from './check-mapping';
import { collectBatch } from './collect-batch';
import { queueNameOf, type QueueAccess, type QueueMessage } from './queue-access';
import { queueEvent, splitBySize } from './queue-event';
import { settledMessages } from './settled-messages';

export interface EventSourceMappingsOptions {
  readonly mappings: readonly EventSourceMappingDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly runtime: FunctionRuntime;
  readonly queueAccess: QueueAccess;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'sleep'>;
  /** Advice of AWS that a mapping does not follow. */
  onWarning?(sentence: string): void;
  /** A defect of the local cloud, or a queue that refuses a call. The mapping goes on after a second. */
  onFault(error: unknown, mapping: EventSourceMappingDefinition): void;
}

export interface EventSourceMappings {
  /** Takes no more messages. Resolves when the batches under way are settled. */
  stop(): Promise<void>;
}

/** Without a maximum, Lambda starts with five batches at once and takes more; here it stays at five. */
const defaultConcurrency = 5;

/** Pause after a fault, real time. */
const faultPauseMs = 1_000;

/** A receive that comes back empty sooner has not waited, as at a queue that was closed: don't ask in a circle. */
const shortestWaitMs = 100;

/**
 * Hands the messages of queues to functions.
 *
 * Not emulated: filters, FIFO queues, pollers that scale up gradually, back-off after errors.
 *
 * @throws {InvalidMappingError} AWS would refuse a mapping. Not retryable.
 */
export function startEventSourceMappings(options: EventSourceMappingsOptions): EventSourceMappings {
  const { mappings, queues, runtime } = options;
  for (const mapping of mappings) {
    const queue = queues.find(({ arn }) => arn === mapping.queueArn);
    const consumer = runtime.functions.find(({ name }) => name === mapping.functionName);
    for (const sentence of checkMapping(mapping, queue, consumer)) options.onWarning?.(sentence);
  }
  const started = mappings.map((mapping) => startMapping(mapping, options));
  return {
    stop: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
}

function startMapping(mapping: EventSourceMappingDefinition, options: EventSourceMappingsOptions): EventSourceMappings {
  const { queueAccess, clock } = options;
  const maxBatches = mapping.maximumConcurrency ?? defaultConcurrency;
  const underWay = new Set<Promise<void>>();
  const withdraw = queueAccess.consume(queueNameOf(mapping.queueArn));
  let stopped = false;

  const work = async (messages: readonly QueueMessage[], release: () => void): Promise<void> => {
    try {
      for (const batch of splitBySize(messages, mapping.queueArn)) await workOnBatch(batch, mapping, options);
    } catch (error) {
      options.onFault(error, mapping);
    } finally {
      release();
    }
  };

  const takeBatch = async (): Promise<void> => {
    const askedAt = performance.now();
    const { messages, release } = await collectBatch(mapping, { queues: queueAccess, clock });
    if (messages.length === 0 || stopped) {
      release();
      if (performance.now() - askedAt < shortestWaitMs) await pause(shortestWaitMs);
      return;
    }
    const batch = work(messages, release).finally(() => underWay.delete(batch));
    underWay.add(batch);
  };

  const poll = async (): Promise<void> => {
    while (!stopped) {
      try {
        await takeBatch();
      } catch (error) {
        if (stopped) return;
        options.onFault(error, mapping);
        await pause(faultPauseMs);
      }
      while (underWay.size >= maxBatches) await Promise.race(underWay);
    }
  };

  void poll();
  return {
    stop: async () => {
      stopped = true;
      withdraw();
      await Promise.all(underWay);
    },
  };
}

/** In real time, and without keeping this process alive. */
const pause = (durationMs: number): Promise<void> => setTimeout(durationMs, undefined, { ref: false });

async function workOnBatch(
  messages: readonly QueueMessage[],
  { queueArn, functionName, reportsBatchItemFailures }: EventSourceMappingDefinition,
  { runtime, queueAccess }: EventSourceMappingsOptions,
): Promise<void> {
  const queueName = queueNameOf(queueArn);
  const handles = messages.map(({ receiptHandle }) => receiptHandle);
  const requestId = randomUUID();
  queueAccess.noteReceive(queueName, handles, { by: requestId });
  const result = await runtime
    .invoke(functionName, queueEvent(messages, queueArn), { type: 'event', requestId })
    .catch((error: unknown): InvocationResult | undefined => {
      // Nothing is deleted: the messages come back by themselves.
      if (error instanceof ConcurrencyExceededError || error instanceof RuntimeStoppedError) return undefined;
      throw error;
    });
  const settled = settledMessages(messages, result, reportsBatchItemFailures);
  const left = handles.filter((handle) => !settled.includes(handle));
  queueAccess.noteReceive(queueName, left, { failure: failureOf(result) });
  if (settled.length > 0) await queueAccess.deleteBatch(queueName, settled);
}

/** @returns Why an invocation has left messages: how it failed, or that it asked for them again itself. */
function failureOf(result: InvocationResult | undefined): string {
  if (!result) return 'it was not invoked: its concurrency is used up';
  return failureIn(result) ?? 'batch item failure';
}
