import { type DeliverySettings, maxMessageBytes } from '@pulso/contracts/envelope';
import { type QueueMessage } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';
import { AwsError } from '@pulso/world/aws';
import { EventSourceMapping } from '@pulso/world/lambda';
import {
  changeMessageVisibilityBatch,
  checkInput,
  type Message,
  Queue,
  type QueueDepths,
  sendMessageBatch,
  type SqsOutput,
} from '@pulso/world/sqs';
import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';
import { type Faults, type LambdaFunction } from '../lambda/lambda-function';

/** A message with its bookkeeping. */
export interface StoredMessage extends Message {
  readonly number: number;
  /** Or redriven, epoch ms. */
  sentAtMs: number;
  /** Also true if it was received before a redrive. */
  wasReceived: boolean;
  redriveCount: number;
  /** When it last went to the dead-letter queue, epoch ms. */
  buriedAtMs: number | undefined;
}

export interface QueueOptions {
  readonly kernel: Kernel;
  readonly settings: DeliverySettings;
  readonly consumer: Pick<LambdaFunction, 'invoke'>;
  readonly faults: Faults;
  /** From the moment a message is visible to its arrival at the function. */
  readonly deliveryMs: Quantiles;
  /** How much longer than its delay a message stays in the queue, ms. */
  readonly delayMsOf: (body: string) => number;
  readonly watcher: QueueWatcher;
}

export type WatchedMessage = Pick<StoredMessage, 'body' | 'messageId'>;

/** Watches messages. */
export interface QueueWatcher {
  onQueueFault(kind: 'duplicate' | 'delay' | 'batch-entry-refused' | 'dead-letter'): void;
  /** A message comes later than its delay says, after this time. */
  onDelay(queueName: string, message: WatchedMessage, afterMs: number): void;
  /** A message is about to be delivered a second time. */
  onDuplicate(queueName: string, message: WatchedMessage): void;
  onPut(queueName: string, message: WatchedMessage): void;
  /** @param wasReceived - Whether it was received before, whatever the queue counts. */
  onReceive(queueName: string, body: string, wasReceived: boolean): void;
  /** A message was handled. */
  onDelete(queueName: string, message: WatchedMessage): void;
  onDeadLetter(queueName: string, message: WatchedMessage): void;
}

/** When a duplicate becomes visible after the first delivery: bounds in ms, all equally likely. */
const duplicateAfterMs: readonly (readonly [from: number, to: number])[] = [
  [0, 50],
  [0, 5_000],
  [5_000, 10 * minuteMs],
  [60 * minuteMs, 12 * 60 * minuteMs],
];

/**
 * A queue of the model on the kernel's time, with its dead-letter queue and the mapping that empties it into a function:
 * in no order, some messages late, some twice. The second copy has a receive count of its own, as in the local cloud.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export class SimulatedQueue {
  readonly name: string;
  readonly #options: QueueOptions;
  readonly #draw: SeededRandom;
  readonly #queue: Queue<StoredMessage>;
  readonly #deadLetters: Queue<StoredMessage>;
  readonly #mapping: EventSourceMapping<StoredMessage>;
  #messageCount = 0;
  #deletedCount = 0;
  #receiveCount = 0;

  constructor(options: QueueOptions) {
    const { kernel, settings, faults, consumer, watcher } = options;
    this.name = settings.queueName;
    this.#options = options;
    const draw = kernel.draws.of(`queue/${this.name}`);
    this.#draw = draw;
    const chance = {
      pick: (count: number) => (draw.chance(faults.chanceOf('reorder', this.name)) ? draw.below(count) : 0),
      // A UUID, as the model checks.
      receiptHandleFor: () => `00000000-0000-0000-0000-${String((this.#receiveCount += 1)).padStart(12, '0')}`,
    };
    this.#queue = new Queue<StoredMessage>(chance);
    this.#queue.redrive = {
      maxReceiveCount: settings.maxReceiveCount,
      bury: (message) => this.#bury(message),
    };
    this.#deadLetters = new Queue<StoredMessage>(chance);
    this.#mapping = new EventSourceMapping({
      ...settings,
      clock: kernel.clock,
      reportsBatchItemFailures: true,
      invoke: (batch, onEnd) => consumer.invoke({ Records: batch.map(recordOf) }, onEnd),
      settle: (batch, failed) => {
        for (const message of batch) {
          this.#queue.remove(message.receiptHandle ?? '');
          if (failed.has(message.messageId)) {
            this.#showAfter(message, Math.max(0, (message.visibleAtMs ?? 0) - kernel.nowMs));
          } else {
            this.#deletedCount += 1;
            watcher.onDelete(this.name, message);
          }
        }
      },
    });
    this.#mapping.onRoom = () => this.#deliver();
  }

  /** Counts of all messages ever put, by where they are now. */
  counts(): QueueDepths & { readonly put: number; readonly deleted: number; readonly deadLettered: number } {
    return {
      ...this.#queue.depths(),
      put: this.#messageCount,
      deleted: this.#deletedCount,
      deadLettered: this.#deadLetters.visible.length,
    };
  }

  /** SendMessageBatch or ChangeMessageVisibilityBatch. @throws {AwsError} As SQS refuses. */
  perform(operation: string, input: Readonly<Record<string, unknown>>): SqsOutput {
    if (operation === 'ChangeMessageVisibilityBatch') {
      return changeMessageVisibilityBatch(checkInput(operation, input), this.#queue, this.#options.kernel.nowMs);
    }
    return sendMessageBatch(checkInput('SendMessageBatch', input), { maxMessageBytes, accept: this.#accept });
  }

  /** Puts in a message that becomes visible after a delay. */
  put(body: string, delayMs: number): StoredMessage {
    const { kernel, faults, watcher, delayMsOf } = this.#options;
    const message = this.#add({
      body,
      sentAtMs: kernel.nowMs,
      receiveCount: 0,
      visibleAtMs: undefined,
      receiptHandle: undefined,
      wasReceived: false,
      redriveCount: 0,
      buriedAtMs: undefined,
    });
    watcher.onPut(this.name, message);
    if (this.#draw.chance(faults.chanceOf('dead-letter', this.name))) {
      watcher.onQueueFault('dead-letter');
      this.#bury(message);
      return message;
    }
    const scriptedMs = delayMsOf(body);
    let totalMs = delayMs + scriptedMs;
    if (scriptedMs > 0) watcher.onDelay(this.name, message, totalMs);
    if (this.#draw.chance(faults.chanceOf('delay', this.name))) {
      totalMs += this.#draw.between(0, 2 * faults.durationOf('delay', this.name));
      watcher.onDelay(this.name, message, totalMs);
    }
    this.#showAfter(message, totalMs);
    if (!this.#draw.chance(faults.chanceOf('duplicate', this.name))) return message;
    watcher.onQueueFault('duplicate');
    watcher.onDuplicate(this.name, message);
    const [from, to] = this.#draw.pick(duplicateAfterMs);
    this.#showAfter(this.#add({ ...message, wasReceived: true }), totalMs + this.#draw.between(from, to));
    return message;
  }

  /**
   * Moves everything in the dead-letter queue back, as StartMessageMoveTask does: with a new receive count.
   *
   * @param isHopeless - Messages that the operator purges instead.
   * @returns How often the moved messages may be received now.
   */
  redrive(isHopeless: (message: StoredMessage) => boolean): number {
    let movedCount = 0;
    this.#deadLetters.moveOut((message) => {
      if (isHopeless(message)) this.#deletedCount += 1;
      else {
        movedCount += 1;
        message.receiveCount = 0;
        message.sentAtMs = this.#options.kernel.nowMs;
        message.redriveCount += 1;
        this.#showAfter(message, 0);
      }
      return true;
    });
    return movedCount * this.#options.settings.maxReceiveCount;
  }

  #accept = (body: string, delaySeconds = 0): StoredMessage => {
    const { faults, watcher } = this.#options;
    if (!this.#draw.chance(faults.chanceOf('batch-entry-refused', 'sqs.SendMessageBatch'))) {
      return this.put(body, delaySeconds * 1000);
    }
    watcher.onQueueFault('batch-entry-refused');
    throw new AwsError('InternalError', 'The message was not accepted.', { status: 500 });
  };

  #add(content: Omit<StoredMessage, 'messageId' | 'number'>): StoredMessage {
    const number = (this.#messageCount += 1);
    return { ...content, number, messageId: `${this.name}-${number}` };
  }

  #showAfter(message: StoredMessage, delayMs: number): void {
    const { kernel, deliveryMs, faults } = this.#options;
    const waitMs = delayMs + drawFrom(deliveryMs, this.#draw);
    this.#queue.put(message, kernel.nowMs + waitMs);
    kernel.after(waitMs, () => {
      this.#queue.show(message);
      if (!faults.isStruck('absent', `queue.${this.name}`)) return this.#deliver();
      this.#queue.drop((one) => one === message);
      this.#deletedCount += 1;
    });
  }

  /** Delivers visible messages while the mapping has room. Those without receives left go to the dead-letter queue. */
  #deliver(): void {
    const { kernel, settings, watcher } = this.#options;
    while (this.#queue.visible.length > 0 && this.#mapping.hasRoom) {
      const batch = this.#queue.receive(settings.batchSize, kernel.nowMs + settings.visibilityTimeoutSeconds * 1000);
      if (batch.length === 0) continue;
      for (const message of batch) {
        watcher.onReceive(this.name, message.body, message.wasReceived);
        message.wasReceived = true;
      }
      if (kernel.isRecording) kernel.note(`${this.name} delivers ${batch.map(nameOf).join(', ')}`);
      this.#mapping.take(batch);
    }
  }

  #bury(message: StoredMessage): void {
    const { kernel, watcher } = this.#options;
    this.#deadLetters.put(message);
    message.buriedAtMs = kernel.nowMs;
    if (kernel.isRecording) kernel.note(`${this.name} dead-letters ${nameOf(message)}`);
    watcher.onDeadLetter(this.name, message);
  }
}

const recordOf = ({ body, messageId, receiptHandle = '', receiveCount, sentAtMs }: StoredMessage): QueueMessage => ({
  messageId,
  receiptHandle,
  body,
  attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentAtMs) },
});

/** What a trace calls it. */
const nameOf = ({ number, receiveCount, body }: StoredMessage): string =>
  `m${number} (receive ${receiveCount}, ${/"type":"([a-z-]+)"/.exec(body)?.[1] ?? 'job'}${queryOf(body)})`;

const queryOf = (body: string): string => {
  const queryId = /"queryId":"([^"]+)"/.exec(body)?.[1];
  return queryId !== undefined && !body.includes('"plan"') && !body.includes('"content"') ? ` ${queryId}` : '';
};
