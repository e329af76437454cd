import { maxDelaySeconds } from '@pulso/contracts/naming';
import { type QueryJob, queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { type BatchResponse, type PauseMessages, type QueueMessage } from '@pulso/kit/message-batches';
import { type Random } from '@pulso/kit/time';

import { queueMessage } from './queue-message';
import { type VirtualClock } from './virtual-clock';

interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  receiveCount: number;
  /** When it can be received (again), epoch ms. */
  visibleAtMs: number;
}

/** How long a message takes to its receiver beyond its delay or its pause, at most. */
const maxLagMs = 300;

const { maximumConcurrency, batchSize, visibilityTimeoutSeconds, maxReceiveCount } = queryJobsDelivery;

/** The queue of jobs with its event source mapping: a message that is not settled stays hidden until its pause is over. */
export class JobQueue {
  /** Messages that came back without a pause, and those that came back too often. */
  readonly trouble = { unpaused: 0, putAside: 0 };

  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #handle: (messages: readonly QueueMessage[]) => Promise<BatchResponse>;
  readonly #visible: StoredMessage[] = [];
  readonly #received = new Map<string, StoredMessage>();
  readonly #paused = new Set<StoredMessage>();
  #sentCount = 0;
  #invocationCount = 0;

  constructor(
    clock: VirtualClock,
    random: Random,
    handle: (messages: readonly QueueMessage[]) => Promise<BatchResponse>,
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#handle = handle;
  }

  send(job: QueryJob, delaySeconds: number): void {
    requireSeconds('delay', delaySeconds, { from: 0, to: maxDelaySeconds });
    const visibleAtMs = this.#clock.nowMs + delaySeconds * 1000;
    this.#hide({ messageId: `m-${(this.#sentCount += 1)}`, body: JSON.stringify(job), receiveCount: 0, visibleAtMs });
  }

  readonly pauseMessages: PauseMessages = async (pauses) => {
    for (const { receiptHandle, pauseSeconds } of pauses) {
      requireSeconds('visibility timeout', pauseSeconds, { from: 0, to: 43_200 });
      const message = this.#received.get(receiptHandle);
      if (!message) throw new Error(`No message was received as ${receiptHandle}.`);
      message.visibleAtMs = this.#clock.nowMs + pauseSeconds * 1000;
      this.#paused.add(message);
    }
  };

  #hide(message: StoredMessage): void {
    this.#clock.at(message.visibleAtMs + this.#random() * maxLagMs, () => {
      if (message.receiveCount >= maxReceiveCount) this.trouble.putAside += 1;
      else this.#visible.push(message);
      this.#invoke();
    });
  }

  /** What the event source mapping does: batches of what is there, to as many workers as it may use. */
  #invoke(): void {
    if (this.#invocationCount >= maximumConcurrency || this.#visible.length === 0) return;
    this.#invocationCount += 1;
    const batch = this.#visible.splice(0, batchSize);
    const messages = batch.map((message) => this.#receive(message));
    void this.#handle(messages).then(({ batchItemFailures }) => {
      const unsettled = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of batch) if (unsettled.has(message.messageId)) this.#giveBack(message);
      for (const { receiptHandle } of messages) this.#received.delete(receiptHandle);
      this.#invocationCount -= 1;
      this.#invoke();
    });
  }

  #receive(message: StoredMessage): QueueMessage {
    const { messageId, body } = message;
    message.receiveCount += 1;
    message.visibleAtMs = this.#clock.nowMs + visibilityTimeoutSeconds * 1000;
    const received = queueMessage(body, { messageId, receiveCount: message.receiveCount });
    this.#received.set(received.receiptHandle, message);
    return received;
  }

  #giveBack(message: StoredMessage): void {
    if (!this.#paused.delete(message)) this.trouble.unpaused += 1;
    this.#hide(message);
  }
}

function requireSeconds(what: string, seconds: number, { from, to }: { from: number; to: number }): void {
  if (Number.isInteger(seconds) && seconds >= from && seconds <= to) return;
  throw new RangeError(`SQS does not take a ${what} of ${seconds} s, only whole numbers from ${from} to ${to}.`);
}
