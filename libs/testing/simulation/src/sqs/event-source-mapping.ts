import { type QueueMessage } from '@pulso/kit/runtime';
import { failedMessages } from '@pulso/local/lambda/decisions';
import { type SeededRandom } from '@pulso/local/seeded-random';

import { type InvocationEnd } from '../lambda/lambda-function';
import { type QueueOptions, type SimulatedQueue, type StoredMessage, nameOf } from './simulated-queue';

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
