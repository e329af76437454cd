import { type DeliverySettings } from '@pulso/contracts/naming';
import { type BatchResponse, type QueueMessage } from '@pulso/message-batches';
import { type SeededRandom } from '@pulso/seeded-random';

import { type Kernel } from '../kernel/kernel';
import { type Quantiles, drawFrom } from '../kernel/quantiles';
import { type InvocationEnd } from '../lambda/lambda-function';

/** How often a queue does what standard queues may do. Probabilities per message. */
export interface QueueFaults {
  /** Delivered once more, also after the first delivery was handled. */
  readonly duplicate: number;
  /** Bounds of the time from the first delivery to the other one, ms, each as likely. */
  readonly duplicateAfterMs: readonly (readonly [from: number, to: number])[];
  readonly delay: number;
  readonly delayMs: readonly [from: number, to: number];
  /** Delivered before messages that were visible earlier. */
  readonly reorder: number;
  /** An entry of a batch is refused by the queue. */
  readonly refuseEntry: number;
  /** Goes to the dead-letter queue without any receive: what a wrong deployment does to messages. */
  readonly deadLetter: number;
}

export interface SentEntry {
  readonly Id?: string | undefined;
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
}

export interface SendAnswer {
  readonly Successful: { readonly Id: string }[];
  readonly Failed: { readonly Id: string; readonly Code: string; readonly SenderFault: boolean }[];
}

interface StoredMessage {
  readonly number: number;
  readonly messageId: string;
  readonly body: string;
  receiveCount: number;
  redriveCount: number;
  isDeleted: boolean;
}

export interface QueueOptions {
  readonly kernel: Kernel;
  readonly settings: DeliverySettings;
  readonly faults: QueueFaults;
  /** From the moment a message is visible to its arrival at the function. */
  readonly deliveryMs: Quantiles;
  readonly invoke: (event: { Records: QueueMessage[] }, onEnd: (end: InvocationEnd) => void) => void;
  /** How much longer than its sender says a message stays in the queue, ms. */
  readonly delayMsOf: (body: string) => number;
  /** Whether the queue has been deleted, with everything in it. */
  readonly isAbsent: () => boolean;
  readonly watcher: QueueWatcher;
}

export interface QueueWatcher {
  /** @param endsInMs - When what it holds up goes on. */
  onQueueFault(kind: 'duplicate' | 'delay' | 'batch-entry-refused' | 'dead-letter', endsInMs: number): void;
  /** A message was accepted. */
  onPut(queueName: string, body: string): void;
  /** A message is handed to the function. `isAgain`: not for the first time. */
  onReceive(queueName: string, body: string, isAgain: boolean): void;
  onDeadLetter(queueName: string, body: string): void;
}

/** Where every message that was ever sent is now. */
export interface QueueCounts {
  readonly sent: number;
  readonly deleted: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly deadLettered: number;
}

/**
 * A standard queue with its dead-letter queue and the event source mapping that empties it: at least once, in no
 * order, some messages late, some twice, some again after hours.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class Queue {
  readonly name: string;
  readonly #options: QueueOptions;
  readonly #draw: SeededRandom;
  readonly #visible: StoredMessage[] = [];
  readonly #deadLetters: StoredMessage[] = [];
  #runningCount = 0;
  #messageCount = 0;
  #deletedCount = 0;
  #waitingCount = 0;
  #inFlightCount = 0;

  constructor(options: QueueOptions) {
    this.name = options.settings.queueName;
    this.#options = options;
    this.#draw = options.kernel.draws.of(`queue/${this.name}`);
  }

  counts(): QueueCounts {
    return {
      sent: this.#messageCount,
      deleted: this.#deletedCount,
      waiting: this.#waitingCount + this.#visible.length,
      inFlight: this.#inFlightCount,
      deadLettered: this.#deadLetters.length,
    };
  }

  /** SendMessageBatch. */
  send(entries: readonly SentEntry[]): SendAnswer {
    const { faults, watcher } = this.#options;
    const answer: SendAnswer = { Successful: [], Failed: [] };
    for (const { Id = '', MessageBody = '', DelaySeconds = 0 } of entries) {
      if (this.#draw.chance(faults.refuseEntry)) {
        watcher.onQueueFault('batch-entry-refused', 0);
        answer.Failed.push({ Id, Code: 'InternalError', SenderFault: false });
        continue;
      }
      this.put(MessageBody, DelaySeconds * 1000);
      answer.Successful.push({ Id });
    }
    return answer;
  }

  /** Puts in a message that becomes visible after a delay. */
  put(body: string, delayMs: number): void {
    const { faults, watcher, delayMsOf } = this.#options;
    this.#messageCount += 1;
    watcher.onPut(this.name, body);
    const message: StoredMessage = {
      number: this.#messageCount,
      messageId: `${this.name}-${this.#messageCount}`,
      body,
      receiveCount: 0,
      redriveCount: 0,
      isDeleted: false,
    };
    if (this.#draw.chance(faults.deadLetter)) {
      watcher.onQueueFault('dead-letter', 0);
      this.#bury(message);
      return;
    }
    const scriptedMs = delayMsOf(body);
    let totalMs = delayMs + scriptedMs;
    if (scriptedMs > 0) watcher.onQueueFault('delay', totalMs);
    if (this.#draw.chance(faults.delay)) {
      totalMs += this.#draw.between(faults.delayMs[0], faults.delayMs[1]);
      watcher.onQueueFault('delay', totalMs);
    }
    this.#showAfter(message, totalMs);
  }

  /**
   * Moves everything in the dead-letter queue back, as StartMessageMoveTask does: with a new receive count.
   *
   * @param isHopeless - What the operator purges instead; `redriveCount`: how often it was moved back before.
   */
  redrive(isHopeless: (body: string, redriveCount: number) => boolean): void {
    for (const message of this.#deadLetters.splice(0)) {
      if (isHopeless(message.body, message.redriveCount)) {
        this.#deletedCount += 1;
        continue;
      }
      message.receiveCount = 0;
      message.redriveCount += 1;
      this.#showAfter(message, 0);
    }
  }

  #showAfter(message: StoredMessage, delayMs: number): void {
    const { kernel, deliveryMs } = this.#options;
    this.#waitingCount += 1;
    kernel.after(delayMs + drawFrom(deliveryMs, this.#draw), () => {
      this.#waitingCount -= 1;
      if (this.#options.isAbsent()) return void (this.#deletedCount += 1);
      this.#visible.push(message);
      this.#deliver();
    });
  }

  /** Starts invocations while there are messages and the mapping's concurrency allows it. */
  #deliver(): void {
    const { settings, faults } = this.#options;
    while (this.#visible.length > 0 && this.#runningCount < settings.maximumConcurrency) {
      const batch: StoredMessage[] = [];
      while (batch.length < settings.batchSize && this.#visible.length > 0) {
        const index = this.#draw.chance(faults.reorder) ? this.#draw.below(this.#visible.length) : 0;
        const [message] = this.#visible.splice(index, 1);
        if (!message) break;
        if (message.receiveCount >= settings.maxReceiveCount) this.#bury(message);
        else batch.push(message);
      }
      if (batch.length > 0) this.#receive(batch, true);
    }
  }

  /** @param isFirstHand - False for a delivery besides the mapping's own: SQS has handed a message out twice. */
  #receive(batch: readonly StoredMessage[], isFirstHand: boolean): void {
    const { kernel, settings, faults, watcher, invoke } = this.#options;
    const records: QueueMessage[] = batch.map((message) => {
      message.receiveCount += 1;
      watcher.onReceive(this.name, message.body, message.receiveCount > 1 || !isFirstHand);
      return {
        messageId: message.messageId,
        body: message.body,
        attributes: { ApproximateReceiveCount: String(message.receiveCount) },
      };
    });
    if (isFirstHand) this.#inFlightCount += batch.length;
    this.#runningCount += 1;
    for (const message of batch) if (isFirstHand && this.#draw.chance(faults.duplicate)) this.#duplicate(message);
    if (kernel.isRecording) kernel.note(`${this.name} delivers ${batch.map((message) => nameOf(message)).join(', ')}`);
    const receivedAtMs = kernel.nowMs;
    invoke({ Records: records }, (end) => {
      this.#runningCount -= 1;
      if (isFirstHand)
        this.#settle(batch, failedIn(end, batch), receivedAtMs + settings.visibilityTimeoutSeconds * 1000);
      this.#deliver();
    });
  }

  #settle(batch: readonly StoredMessage[], failed: ReadonlySet<string>, visibleAtMs: number): void {
    const { kernel } = this.#options;
    this.#inFlightCount -= batch.length;
    for (const message of batch) {
      if (failed.has(message.messageId)) {
        this.#showAfter(message, Math.max(0, visibleAtMs - kernel.nowMs));
      } else {
        message.isDeleted = true;
        this.#deletedCount += 1;
      }
    }
  }

  #duplicate(message: StoredMessage): void {
    const { kernel, faults, watcher } = this.#options;
    watcher.onQueueFault('duplicate', 0);
    const bounds = faults.duplicateAfterMs[this.#draw.below(faults.duplicateAfterMs.length)] ?? [0, 0];
    kernel.after(this.#draw.between(bounds[0], bounds[1]), () => this.#receive([message], false));
  }

  #bury(message: StoredMessage): void {
    this.#deadLetters.push(message);
    if (this.#options.kernel.isRecording) this.#options.kernel.note(`${this.name} dead-letters ${nameOf(message)}`);
    this.#options.watcher.onDeadLetter(this.name, message.body);
  }
}

/** @returns The ids of the messages that come back: those that the function names, or all when it did not answer. */
function failedIn(end: InvocationEnd, batch: readonly StoredMessage[]): ReadonlySet<string> {
  if (end.status !== 'success' || !isBatchResponse(end.value)) return new Set(batch.map(({ messageId }) => messageId));
  return new Set(end.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

const isBatchResponse = (value: unknown): value is BatchResponse =>
  typeof value === 'object' && value !== null && 'batchItemFailures' in value;

const nameOf = ({ number, receiveCount, body }: StoredMessage): string =>
  `m${number} (receive ${receiveCount}, ${/"type":"([a-z-]+)"/.exec(body)?.[1] ?? 'job'}${queryOf(body)})`;

const queryOf = (body: string): string => {
  const queryId = /"queryId":"([^"]+)"/.exec(body)?.[1];
  return queryId !== undefined && !body.includes('"plan"') && !body.includes('"content"') ? ` ${queryId}` : '';
};
