import { type DeliverySettings } from '@pulso/contracts/envelope';
import { type SeededRandom } from '@pulso/world/time';
import { type Message, Queue } from '@pulso/world/sqs';

import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';

export interface SentEntry {
  readonly Id?: string | undefined;
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
}

export interface SendAnswer {
  readonly Successful: { readonly Id: string }[];
  readonly Failed: { readonly Id: string; readonly Code: string; readonly SenderFault: boolean }[];
}

export interface PauseEntry {
  readonly Id?: string | undefined;
  readonly ReceiptHandle?: string | undefined;
  readonly VisibilityTimeout?: number | undefined;
}

/** A message, with what the books say about it. */
export interface StoredMessage extends Message {
  readonly number: number;
  /** Or redriven, epoch ms. */
  sentAtMs: number;
  /** Also before it was redriven. */
  wasReceived: boolean;
  redriveCount: number;
  /** When it went to the dead-letter queue last, epoch ms. */
  buriedAtMs: number | undefined;
}

/** A message in a dead-letter queue; `redriveCount`: how often it was moved back before. */
export type DeadMessage = Pick<StoredMessage, 'body' | 'buriedAtMs' | 'messageId' | 'redriveCount'>;

export interface QueueOptions {
  readonly kernel: Kernel;
  readonly settings: DeliverySettings;
  readonly faults: QueueFaults;
  /** From the moment a message is visible to its arrival at the function. */
  readonly deliveryMs: Quantiles;
  /** How much longer than its sender says a message stays in the queue, ms. */
  readonly delayMsOf: (body: string) => number;
  /** Whether the queue has been deleted, with everything in it. */
  readonly isAbsent: () => boolean;
  readonly watcher: QueueWatcher;
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
 * A queue of the model with its dead-letter queue, on the kernel's time: in no order, some messages late. What hands
 * messages out, some of them twice, is its event source mapping.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export class SimulatedQueue {
  readonly name: string;
  /** Told when a message has become visible. */
  onVisible: () => void = () => undefined;
  readonly #options: QueueOptions;
  readonly #draw: SeededRandom;
  readonly #queue: Queue<StoredMessage>;
  readonly #deadLetters: Queue<StoredMessage>;
  #messageCount = 0;
  #deletedCount = 0;

  constructor(options: QueueOptions) {
    const { kernel, settings, faults } = options;
    this.name = settings.queueName;
    this.#options = options;
    const draw = kernel.draws.of(`queue/${this.name}`);
    this.#draw = draw;
    const chance = {
      pick: (count: number) => (draw.chance(faults.reorder) ? draw.below(count) : 0),
      // What was handed out twice has one visibility timeout, whichever receive names it.
      receiptHandleFor: ({ messageId }: Message) => messageId,
    };
    this.#queue = new Queue<StoredMessage>(chance);
    this.#queue.redrive = {
      maxReceiveCount: settings.maxReceiveCount,
      bury: (message) => this.#bury(message),
    };
    this.#deadLetters = new Queue<StoredMessage>(chance);
  }

  counts(): QueueCounts {
    const { visible, delayed, inFlight } = this.#queue.depths();
    return {
      sent: this.#messageCount,
      deleted: this.#deletedCount,
      waiting: delayed + visible,
      inFlight,
      deadLettered: this.#deadLetters.visible.length,
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

  /** ChangeMessageVisibilityBatch: hides messages that are in flight for another time than the queue's. */
  pause(entries: readonly PauseEntry[]): SendAnswer {
    const answer: SendAnswer = { Successful: [], Failed: [] };
    for (const { Id = '', ReceiptHandle = '', VisibilityTimeout = 0 } of entries) {
      const isHidden = this.#queue.hide(ReceiptHandle, this.#options.kernel.nowMs + VisibilityTimeout * 1000);
      if (isHidden) answer.Successful.push({ Id });
      else answer.Failed.push({ Id, Code: 'ReceiptHandleIsInvalid', SenderFault: true });
    }
    return answer;
  }

  /** Puts in a message that becomes visible after a delay. */
  put(body: string, delayMs: number): void {
    const { faults, watcher, delayMsOf } = this.#options;
    this.#messageCount += 1;
    const message: StoredMessage = {
      number: this.#messageCount,
      messageId: `${this.name}-${this.#messageCount}`,
      body,
      sentAtMs: this.#options.kernel.nowMs,
      receiveCount: 0,
      visibleAtMs: undefined,
      receiptHandle: undefined,
      wasReceived: false,
      redriveCount: 0,
      buriedAtMs: undefined,
    };
    watcher.onPut(this.name, message);
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
   * @param isHopeless - Asked about each: what the operator purges instead.
   */
  redrive(isHopeless: (message: DeadMessage) => boolean): void {
    this.#deadLetters.moveOut((message) => {
      if (isHopeless(message)) {
        this.#deletedCount += 1;
        return true;
      }
      message.receiveCount = 0;
      message.sentAtMs = this.#options.kernel.nowMs;
      message.redriveCount += 1;
      this.#showAfter(message, 0);
      return true;
    });
  }

  #showAfter(message: StoredMessage, delayMs: number): void {
    const { kernel, deliveryMs } = this.#options;
    const waitMs = delayMs + drawFrom(deliveryMs, this.#draw);
    this.#queue.put(message, kernel.nowMs + waitMs);
    kernel.after(waitMs, () => {
      this.#queue.show(message);
      if (!this.#options.isAbsent()) return this.onVisible();
      this.#queue.drop((one) => one === message);
      this.#deletedCount += 1;
    });
  }

  get hasVisible(): boolean {
    return this.#queue.visible.length > 0;
  }

  /** @returns Visible messages, which are in flight from now on. What has used up its receives is put aside instead. */
  take(maxCount: number): StoredMessage[] {
    const { settings, kernel } = this.#options;
    return this.#queue.receive(maxCount, kernel.nowMs + settings.visibilityTimeoutSeconds * 1000);
  }

  /** Ends what is in flight: deletes it, or shows it again. @param failed - The ids of those that come back. */
  settle(batch: readonly StoredMessage[], failed: ReadonlySet<string>): void {
    const { kernel, watcher } = this.#options;
    for (const message of batch) {
      this.#queue.remove(message.messageId);
      const { visibleAtMs = kernel.nowMs } = message;
      if (failed.has(message.messageId)) {
        this.#showAfter(message, Math.max(0, visibleAtMs - kernel.nowMs));
      } else {
        this.#deletedCount += 1;
        watcher.onDelete(this.name, message);
      }
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

/** What a trace calls it. */
export const nameOf = ({ number, receiveCount, body }: StoredMessage): string =>
  `m${number} (receive ${receiveCount}, ${/"type":"([a-z-]+)"/.exec(body)?.[1] ?? 'job'}${queryOf(body)})`;

const queryOf = (body: string): string => {
  const queryId = /"queryId":"([^"]+)"/.exec(body)?.[1];
  return queryId !== undefined && !body.includes('"plan"') && !body.includes('"content"') ? ` ${queryId}` : '';
};

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

export interface WatchedMessage {
  readonly messageId: string;
  readonly body: string;
}

/** Told what happens to messages. */
export interface QueueWatcher {
  /** @param endsInMs - When what it holds up goes on. */
  onQueueFault(kind: 'duplicate' | 'delay' | 'batch-entry-refused' | 'dead-letter', endsInMs: number): void;
  /** A message is handed out once more, beside its other delivery. */
  onDuplicate(queueName: string, message: WatchedMessage): void;
  /** A message was accepted. */
  onPut(queueName: string, message: WatchedMessage): void;
  /**
   * A message is handed to the function.
   *
   * @param wasReceived - Not for the first time, whatever the queue counts.
   */
  onReceive(queueName: string, body: string, wasReceived: boolean): void;
  /** A message was handled. */
  onDelete(queueName: string, message: WatchedMessage): void;
  onDeadLetter(queueName: string, message: WatchedMessage): void;
}
