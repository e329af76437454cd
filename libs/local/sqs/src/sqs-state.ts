import { queueDoesNotExist, SqsError } from './errors';
import { type SqsMessage } from './messages/sqs-message';
import { type MoveTask } from './operations/move-task';
import { Queue } from './queue';

/** A queue of the API: messages under a name, with attributes. */
export interface NamedQueue {
  readonly name: string;
  readonly arn: string;
  /** What was set, and the standard values of the others. */
  readonly attributes: Record<string, string>;
  readonly createdAtSeconds: number;
  modifiedAtSeconds: number;
  /** Epoch ms; absent: it never was. */
  purgedAtMs?: number;
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
  /** For the queues' ARNs; calls of every region reach the same queues. */
  readonly region: string;
  readonly accountId: string;
  /** @returns A UUID that was never given before. */
  readonly newId: () => string;
  /** Asked about each message that comes into a queue. Absent, or undefined: nothing goes wrong with it. */
  readonly faultFor?: (queueName: string, message: SqsMessage) => DeliveryFault | undefined;
  /** Told of each message that leaves a dead-letter queue as a new one. */
  readonly onMoved?: (move: MovedMessage) => void;
}

/** A message that was moved has another id. */
export interface MovedMessage {
  readonly fromMessageId: string;
  readonly toMessageId: string;
}

const minuteMs = 60_000;

/** The queues of one account, and what SQS remembers of calls. It does nothing by itself: time is what callers say it is. */
export class SqsState {
  readonly accountId: string;
  readonly newId: () => string;
  /** The latest first. */
  readonly moveTasks: MoveTask[] = [];
  readonly #options: SqsStateOptions;
  readonly #queues = new Map<string, NamedQueue>();
  readonly #deletedAtMs = new Map<string, number>();

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

  /** @throws {SqsError} QueueDoesNotExist. */
  named(name: string): NamedQueue {
    const queue = this.#queues.get(name);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  at(arn: string): NamedQueue | undefined {
    return this.all().find((queue) => queue.arn === arn);
  }

  arnOf(name: string): string {
    return `arn:aws:sqs:${this.#options.region}:${this.accountId}:${name}`;
  }

  add(queue: Omit<NamedQueue, 'messages'>): NamedQueue {
    const messages = new Queue<SqsMessage>({ pick: () => 0, receiptHandleFor: this.newId });
    const added = { ...queue, messages };
    this.#queues.set(queue.name, added);
    return added;
  }

  delete({ name }: NamedQueue, nowMs: number): void {
    this.#queues.delete(name);
    this.#deletedAtMs.set(name, nowMs);
  }

  tellMoved(move: MovedMessage): void {
    this.#options.onMoved?.(move);
  }

  /** @throws {SqsError} QueueDeletedRecently. */
  checkNotJustDeleted(name: string, nowMs: number): void {
    if (nowMs - (this.#deletedAtMs.get(name) ?? -Infinity) >= minuteMs) return;
    throw new SqsError(
      'QueueDeletedRecently',
      'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    );
  }

  /** @throws {SqsError} PurgeQueueInProgress, 403. */
  purge(queue: NamedQueue, nowMs: number): void {
    if (nowMs - (queue.purgedAtMs ?? -Infinity) < minuteMs) {
      throw new SqsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        403,
      );
    }
    queue.purgedAtMs = nowMs;
    queue.messages.purge();
  }

  /**
   * Lets a message come into a queue, late or twice if chance has it so. A message that comes back because it was not
   * deleted meets no further fault. The second copy has a receive count of its own (unverified).
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
   */
  deliver(queue: NamedQueue, message: SqsMessage, { nowMs, delayMs }: { nowMs: number; delayMs: number }): void {
    const { delayMs: lateMs = 0, duplicateAfterMs } = this.#options.faultFor?.(queue.name, message) ?? {};
    const put = (one: SqsMessage, waitMs: number): void =>
      queue.messages.put(one, waitMs > 0 ? nowMs + waitMs : undefined);
    put(message, delayMs + lateMs);
    if (duplicateAfterMs !== undefined) put({ ...message }, delayMs + lateMs + duplicateAfterMs);
  }
}

/**
 * Lets time go on in a queue: delays and timeouts end, and visible messages that are older than the queue keeps them are
 * dropped. A dead letter is as old as it was in the queue from which it came.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html (retention)
 */
export function advance({ messages, attributes }: NamedQueue, nowMs: number): void {
  messages.advance(nowMs);
  const oldestMs = nowMs - Number(attributes['MessageRetentionPeriod']) * 1000;
  messages.drop(({ sentAtMs }) => sentAtMs < oldestMs);
}
