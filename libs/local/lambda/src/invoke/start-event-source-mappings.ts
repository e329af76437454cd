import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { EventSourceMapping, failureOf } from '@pulso/world/lambda';
import { type EventSourceMappingDefinition, type QueueDefinition } from '@pulso/world/stacks';
import { type LocalClock } from '@pulso/world/time';

import { InvalidMappingError } from '../errors';
import { invokeToEnd } from './create-asynchronous-invoker';
import { type FunctionRuntime } from './create-function-runtime';
import { queueEvent, type QueueAccess, type QueueMessage, queueNameOf } from './queue-access';

export interface EventSourceMappingsOptions {
  readonly mappings: readonly EventSourceMappingDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly runtime: FunctionRuntime;
  readonly queueAccess: QueueAccess;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'setTimer'>;
  /** A defect of the local cloud, or a queue that refuses a call. The mapping goes on after a second. */
  onFault(error: unknown, mapping: EventSourceMappingDefinition): void;
}

export interface EventSourceMappings {
  /** Takes no more messages. Resolves when the batches under way are settled. */
  stop(): Promise<void>;
}

/** Without a maximum, Lambda starts with five batches at once and takes more; here it stays at five. */
const defaultConcurrency = 5;

/** How long a receive waits on an empty queue, as Lambda's pollers do. */
const waitSeconds = 20;

/** Pause after a fault, real time. */
const faultPauseMs = 1_000;

/** A receive that comes back empty sooner did not wait, as at a closed queue: don't poll in a tight loop. */
const shortestWaitMs = 100;

/**
 * Hands the messages of queues to functions.
 *
 * Not emulated: filters, FIFO queues, batching windows, pollers that scale up gradually.
 *
 * @throws {InvalidMappingError} AWS would refuse a mapping, or it is not emulated. Not retryable.
 */
export function startEventSourceMappings(options: EventSourceMappingsOptions): EventSourceMappings {
  const { mappings, queues, runtime } = options;
  const checked = mappings.map((mapping) => ({ mapping, queue: checkMapping(mapping, queues, runtime) }));
  const started = checked.map(({ mapping, queue }) => startMapping(mapping, queue, options));
  return {
    stop: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
}

/**
 * @returns Its queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
function checkMapping(
  mapping: EventSourceMappingDefinition,
  queues: readonly QueueDefinition[],
  { functions }: FunctionRuntime,
): QueueDefinition {
  const { queueArn, functionName, batchSize, maximumBatchingWindowSeconds } = mapping;
  const refuse = (reason: string): never => {
    throw new InvalidMappingError(queueArn, functionName, reason);
  };
  const queue = queues.find(({ arn }) => arn === queueArn);
  const consumer = functions.find(({ name }) => name === functionName);
  if (!queue) return refuse('there is no such queue');
  if (!consumer) return refuse('there is no such function');
  if (maximumBatchingWindowSeconds !== 0) refuse('batching windows are not emulated');
  if (batchSize > 10) refuse(`a batch size of ${batchSize} needs a batching window`);
  const [hiddenSeconds, { timeoutSeconds }] = [queue.visibilityTimeoutSeconds, consumer];
  if (hiddenSeconds >= timeoutSeconds) return queue;
  return refuse(`the queue's visibility timeout is ${hiddenSeconds} s, the function's timeout ${timeoutSeconds} s`);
}

function startMapping(
  definition: EventSourceMappingDefinition,
  { visibilityTimeoutSeconds }: QueueDefinition,
  { runtime, queueAccess, clock, onFault }: EventSourceMappingsOptions,
): EventSourceMappings {
  const { queueArn, functionName, batchSize, maximumConcurrency = defaultConcurrency } = definition;
  const queueName = queueNameOf(queueArn);
  const withdraw = queueAccess.consume(queueName);
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  /** Holds the clock meanwhile: otherwise it might jump over the messages' visibility timeout. */
  const track = (work: Promise<void>): void => {
    const release = clock.hold();
    const tracked = work
      .catch((error: unknown) => onFault(error, definition))
      .finally(() => {
        underWay.delete(tracked);
        release();
      });
    underWay.add(tracked);
  };

  const mapping = new EventSourceMapping<QueueMessage>({
    ...definition,
    clock,
    maximumConcurrency,
    visibilityTimeoutSeconds,
    invoke: (batch, onEnd) => {
      const requestId = randomUUID();
      queueAccess.noteReceive(queueName, handlesOf(batch), { by: requestId });
      track(invokeToEnd(runtime, functionName, queueEvent(batch, queueArn), requestId).then(onEnd));
    },
    settle: (batch, failed, end) => {
      const left = batch.filter(({ messageId }) => failed.has(messageId));
      const failure = end.status === 'success' ? 'batch item failure' : failureOf(end);
      queueAccess.noteReceive(queueName, handlesOf(left), { failure });
      const done = handlesOf(batch.filter((message) => !left.includes(message)));
      if (done.length > 0) track(queueAccess.deleteBatch(queueName, done));
    },
  });

  const poll = async (): Promise<void> => {
    while (!isStopped) {
      while (!mapping.hasRoom) await new Promise<void>((resolve) => (mapping.onRoom = resolve));
      const askedAt = performance.now();
      try {
        const messages = await queueAccess.receive(queueName, { maxMessages: batchSize, waitSeconds });
        if (messages.length > 0 && !isStopped) mapping.take(messages);
        else if (performance.now() - askedAt < shortestWaitMs) await pause(shortestWaitMs);
      } catch (error) {
        if (isStopped) return;
        onFault(error, definition);
        await pause(faultPauseMs);
      }
    }
  };

  void poll();
  return {
    stop: async () => {
      isStopped = true;
      withdraw();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

const handlesOf = (messages: readonly QueueMessage[]): string[] => messages.map(({ receiptHandle }) => receiptHandle);

/** Waits in real time, without keeping this process alive. */
const pause = (durationMs: number): Promise<void> => setTimeout(durationMs, undefined, { ref: false });
