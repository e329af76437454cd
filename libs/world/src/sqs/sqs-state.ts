import { AwsError } from '../aws';
import { type Message, Queue, type Redrive } from './queue';

/** One time that a message was handed out. */
export interface Receive {
  /** Epoch ms. */
  readonly atMs: number;
  /** Request id of the invocation that got it; absent: who received it was no function. */
  by?: string;
  /** Why it was not deleted; absent: it was, or that is not decided yet. */
  failure?: string;
}

/** A message in a queue of the API. */
export interface SqsMessage extends Message {
  /** Request id of the invocation that sent it; absent: no function did. */
  readonly sentBy?: string;
  /** By how much its sender or its queue has delayed it, ms. */
  readonly delayMs: number;
  /** The id that it had as a dead letter, before it was sent back. */
  readonly sentBackFrom?: string;
  /** Whether the queue has made it as the second of one message. */
  readonly isCopy?: true;
  /** Oldest first, also those from the queue that has given it up. */
  readonly receives: Receive[];
  /** When it was deleted, purged, sent back, or dropped for its age, epoch ms; absent: it lies in a queue. */
  goneAtMs?: number;
  /** When it was first sent, maybe to another queue, epoch ms. */
  readonly sentAtMs: number;
  /** Epoch ms. */
  firstReceivedAtMs?: number;
  /** The queue from which a redrive policy has brought it. */
  deadLetterSourceArn?: string;
}

/** What a stack says about a queue. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly messageRetentionSeconds: number;
  readonly maxMessageBytes: number;
  readonly receiveWaitTimeSeconds: number;
  readonly redrive?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

/** A queue of the API: messages under a name. */
export interface NamedQueue extends QueueSettings {
  readonly createdAtSeconds: number;
  readonly messages: Queue<SqsMessage>;
}

/** What goes wrong with the delivery of one message. */
export interface DeliveryFault {
  /** It becomes visible so much later than it should, ms. */
  readonly delayMs?: number;
  /** It is delivered once more, under the same message ID, so long after the first became visible, ms. */
  readonly duplicateAfterMs?: number;
}

export interface SqsStateOptions {
  readonly accountId: string;
  /** @returns A UUID that was never given before. */
  readonly newId: () => string;
  /** Asked about each message that comes into a queue. Absent, or undefined: nothing goes wrong with it. */
  readonly faultFor?: (queueName: string, message: SqsMessage) => DeliveryFault | undefined;
  /** Told of each message that comes into a queue, a dead-letter queue too: the message itself, which changes later. */
  readonly onMessage?: (message: SqsMessage, queueName: string) => void;
}

/** What every operation needs beside its input. */
export interface SqsCall {
  readonly state: SqsState;
  /** Epoch ms, whole. */
  readonly nowMs: number;
  /** @returns The URL of a queue, for the caller: clients send their next request to its host. */
  readonly urlOf: (queueName: string) => string;
  /** Request id of the invocation that calls; absent: no function does. */
  readonly by?: string | undefined;
}

export type Output = Readonly<Record<string, unknown>>;

/** The queues of one account, and what SQS remembers of calls. It does nothing by itself: time is what callers say it is. */
export class SqsState {
  readonly accountId: string;
  readonly newId: () => string;
  /** Moves of dead-letter queues' messages as ListMessageMoveTasks shows them, the latest first. */
  readonly moveTasks: Output[] = [];
  readonly #options: SqsStateOptions;
  readonly #queues = new Map<string, NamedQueue>();

  constructor(options: SqsStateOptions) {
    this.#options = options;
    this.accountId = options.accountId;
    this.newId = options.newId;
  }

  all(): NamedQueue[] {
    return [...this.#queues.values()];
  }

  find(name: string): NamedQueue | undefined {
    return this.#queues.get(name);
  }

  /** @throws {AwsError} QueueDoesNotExist. */
  named(name: string): NamedQueue {
    const queue = this.#queues.get(name);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  at(arn: string): NamedQueue | undefined {
    return this.all().find((queue) => queue.arn === arn);
  }

  /** @returns The queues that have this one as their dead-letter queue. */
  sourcesOf({ arn }: NamedQueue): NamedQueue[] {
    return this.all().filter(({ redrive }) => redrive?.deadLetterTargetArn === arn);
  }

  add(settings: QueueSettings, nowMs: number): void {
    const messages = new Queue<SqsMessage>({ pick: () => 0, receiptHandleFor: this.newId });
    this.#queues.set(settings.name, { ...settings, createdAtSeconds: Math.floor(nowMs / 1000), messages });
  }

  /** @returns What a queue's redrive policy says now; undefined without one. */
  redriveOf({ arn, redrive }: NamedQueue, nowMs: number): Redrive<SqsMessage> | undefined {
    const target = redrive && this.at(redrive.deadLetterTargetArn);
    return (
      target && {
        maxReceiveCount: redrive.maxReceiveCount,
        bury: (message) => {
          message.deadLetterSourceArn = arn;
          this.deliver(target, message, { nowMs, delayMs: 0 });
        },
      }
    );
  }

  /**
   * Lets a message come into a queue, late or twice if chance has it so. A message that comes back because it was not
   * deleted meets no further fault. The second copy has a receive count of its own (unverified).
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
   */
  deliver(queue: NamedQueue, message: SqsMessage, { nowMs, delayMs }: { nowMs: number; delayMs: number }): void {
    const { delayMs: lateMs = 0, duplicateAfterMs } = this.#options.faultFor?.(queue.name, message) ?? {};
    const put = (one: SqsMessage, waitMs: number): void => {
      queue.messages.put(one, waitMs > 0 ? nowMs + waitMs : undefined);
      this.#options.onMessage?.(one, queue.name);
    };
    put(message, delayMs + lateMs);
    if (duplicateAfterMs === undefined) return;
    put({ ...message, isCopy: true, receives: [] }, delayMs + lateMs + duplicateAfterMs);
  }
}

/**
 * Lets time go on in a queue: delays and timeouts end, and visible messages that are older than the queue keeps them are
 * dropped. A dead letter is as old as it was in the queue from which it came.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html (retention)
 */
export function advance({ messages, messageRetentionSeconds }: NamedQueue, nowMs: number): void {
  messages.advance(nowMs);
  const oldestMs = nowMs - messageRetentionSeconds * 1000;
  for (const message of messages.visible) if (message.sentAtMs < oldestMs) message.goneAtMs = nowMs;
  messages.drop(({ goneAtMs }) => goneAtMs !== undefined);
}

export const queueDoesNotExist = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
