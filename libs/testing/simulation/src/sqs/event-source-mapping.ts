import { type QueueMessage } from '@pulso/kit/runtime';
import { failedMessages } from '@pulso/world/lambda';
import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { type InvocationEnd, type LambdaFunction } from '../lambda/lambda-function';
import { nameOf, type QueueOptions, type SimulatedQueue, type StoredMessage } from './simulated-queue';

export interface EventSourceMappingOptions extends Pick<QueueOptions, 'kernel' | 'settings' | 'faults' | 'watcher'> {
  readonly invoke: (event: { Records: QueueMessage[] }, onEnd: (end: InvocationEnd) => void) => void;
}

/**
 * Empties a queue into a function, batch by batch, and hands some messages out twice.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class EventSourceMapping {
  readonly #queue: SimulatedQueue;
  readonly #options: EventSourceMappingOptions;
  readonly #draw: SeededRandom;
  #runningCount = 0;

  constructor(queue: SimulatedQueue, options: EventSourceMappingOptions) {
    this.#queue = queue;
    this.#options = options;
    this.#draw = options.kernel.draws.of(`queue/${queue.name}`);
    queue.onVisible = () => this.#deliver();
  }

  /** Starts invocations while there are messages and the mapping's concurrency allows it. */
  #deliver(): void {
    const { settings } = this.#options;
    while (this.#queue.hasVisible && this.#runningCount < settings.maximumConcurrency) {
      const batch = this.#queue.take(settings.batchSize);
      if (batch.length > 0) this.#receive(batch, true);
    }
  }

  /** @param isFirstHand - False for a delivery besides the mapping's own: SQS has handed a message out twice. */
  #receive(batch: readonly StoredMessage[], isFirstHand: boolean): void {
    const { kernel, faults, invoke } = this.#options;
    if (!isFirstHand) for (const message of batch) message.receiveCount += 1;
    const records = batch.map((message) => this.#handOut(message));
    this.#runningCount += 1;
    for (const message of batch) if (isFirstHand && this.#draw.chance(faults.duplicate)) this.#duplicate(message);
    if (kernel.isRecording)
      kernel.note(`${this.#queue.name} delivers ${batch.map((message) => nameOf(message)).join(', ')}`);
    invoke({ Records: records }, (end) => {
      this.#runningCount -= 1;
      if (isFirstHand) this.#queue.settle(batch, failedIn(end, batch));
      this.#deliver();
    });
  }

  #handOut(message: StoredMessage): QueueMessage {
    const { body, messageId, receiveCount, sentAtMs, wasReceived } = message;
    message.wasReceived = true;
    this.#options.watcher.onReceive(this.#queue.name, body, wasReceived);
    return {
      messageId,
      receiptHandle: messageId,
      body,
      attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentAtMs) },
    };
  }

  #duplicate(message: StoredMessage): void {
    const { kernel, faults, watcher } = this.#options;
    watcher.onQueueFault('duplicate', 0);
    watcher.onDuplicate(this.#queue.name, message);
    const bounds = faults.duplicateAfterMs[this.#draw.below(faults.duplicateAfterMs.length)] ?? [0, 0];
    kernel.after(this.#draw.between(bounds[0], bounds[1]), () => this.#receive([message], false));
  }
}

/** @returns The ids of the messages that come back: those that the function names, or all when it did not answer. */
function failedIn(end: InvocationEnd, batch: readonly StoredMessage[]): ReadonlySet<string> {
  const ids = batch.map(({ messageId }) => messageId);
  return failedMessages(ids, end.status === 'success' ? end.value : undefined);
}

interface Event {
  readonly Records: QueueMessage[];
}

export interface Mapping {
  readonly kernel: Kernel;
  readonly consumer: Pick<LambdaFunction, 'invoke'>;
  readonly visibilityTimeoutSeconds: number;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Invokes a function as an event source mapping does: a batch that Lambda refuses to run is tried again until its
 * visibility timeout ends. The receive is spent all the same. How long a mapping waits in between is unverified.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function invokeForMapping(mapping: Mapping, event: Event, onEnd: (end: InvocationEnd) => void): void {
  const { kernel, consumer, visibilityTimeoutSeconds } = mapping;
  const endsAtMs = kernel.nowMs + visibilityTimeoutSeconds * 1000;
  const attempt = (waitMs: number): void =>
    consumer.invoke(event, (end) => {
      if (end.status !== 'throttled') return onEnd(end);
      if (kernel.nowMs + waitMs < endsAtMs) kernel.after(waitMs, () => attempt(Math.min(2 * waitMs, longestWaitMs)));
      else kernel.after(endsAtMs - kernel.nowMs, () => onEnd(end));
    });
  attempt(firstWaitMs);
}
