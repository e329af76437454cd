import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type MessagePause, type QueueMessage } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

interface Queued {
  readonly messageId: string;
  readonly body: string;
  readonly sentAtMs: number;
  visibleAtMs: number;
  receiveCount: number;
}

/** The notifier's queue with its dead-letter queue. */
export class FakeQueue {
  readonly deadLetters: string[] = [];
  /** How long messages were hidden, in seconds, in the order of the calls. */
  readonly pauses: number[] = [];
  #messages: Queued[] = [];
  #sentCount = 0;
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** @returns The message's id. */
  send(body: string, delayMs = 0): string {
    this.#sentCount += 1;
    const messageId = `m-${this.#sentCount}`;
    const sentAtMs = this.#clock.nowMs();
    this.#messages.push({ messageId, body, sentAtMs, visibleAtMs: sentAtMs + delayMs, receiveCount: 0 });
    return messageId;
  }

  /** @returns The message that is the first to be visible, and since or from when; undefined when there is none. */
  next(): Pick<Queued, 'messageId' | 'visibleAtMs'> | undefined {
    return this.#messages.toSorted((one, other) => one.visibleAtMs - other.visibleAtMs)[0];
  }

  /** Hands a message out, visible or not: SQS may do so. */
  receive(messageId: string): QueueMessage {
    const message = this.#messages.find((other) => other.messageId === messageId);
    if (!message) throw new Error(`No message ${messageId} in the queue.`);
    message.receiveCount += 1;
    message.visibleAtMs = this.#clock.nowMs() + reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;
    return {
      messageId,
      receiptHandle: receiptHandleOf(message),
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receiveCount),
        SentTimestamp: String(message.sentAtMs),
      },
    };
  }

  /** Hides messages by their newest receive; an older one changes nothing. */
  pause(pauses: readonly MessagePause[]): Promise<void> {
    for (const { receiptHandle, pauseSeconds } of pauses) {
      this.pauses.push(pauseSeconds);
      const message = this.#messages.find((other) => receiptHandleOf(other) === receiptHandle);
      if (message) message.visibleAtMs = this.#clock.nowMs() + pauseSeconds * 1000;
    }
    return Promise.resolve();
  }

  delete(messageId: string): void {
    this.#messages = this.#messages.filter((other) => other.messageId !== messageId);
  }

  /** Moves the message away if this was its last receive. */
  returnToQueue(messageId: string): void {
    const message = this.#messages.find((other) => other.messageId === messageId);
    if (!message || message.receiveCount < reportUpdatesDelivery.maxReceiveCount) return;
    this.deadLetters.push(message.body);
    this.delete(messageId);
  }
}

const receiptHandleOf = ({ messageId, receiveCount }: Queued): string => `${messageId}/${receiveCount}`;
