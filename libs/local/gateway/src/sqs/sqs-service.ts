import { type MessageState, type QueueDepths, type Receive, type SqsMessage } from '@pulso/world/sqs';
import { type QueueDefinition } from '@pulso/world/stacks';

import { type LocalService, localAccountId } from '../service';

/** A message as a receiver gets it; every system attribute is there. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message as it lies in a queue. */
export type QueuedMessage = Omit<SqsMessage, 'receiptHandle' | 'visibleAtMs'> & {
  readonly state: MessageState;
  /** When its delay or its visibility timeout ends, epoch ms. */
  readonly visibleAtMs?: number;
};

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly maxMessages: number;
  /** 0 to 20, real seconds: how long an empty queue is watched, also while the local clock jumps. */
  readonly waitSeconds: number;
  /** Instead of the queue's own, 0 to 43200. */
  readonly visibilityTimeoutSeconds?: number;
}

export interface OutgoingMessage {
  readonly body: string;
  /** 0 to 900, instead of the queue's own. */
  readonly delaySeconds?: number;
  /** Request id of the invocation that sends it; absent: no function does. */
  readonly sentBy?: string;
}

/** SQS behind the gateway, and the same queues without HTTP for event source mappings and schedules. */
export interface SqsService extends LocalService {
  /** @throws {Error} A queue's ARN is not of this account and region: the definition was resolved for another one. */
  createQueues(definitions: readonly QueueDefinition[]): void;
  /** @returns The message's ID. @throws {AwsError} As SendMessage refuses. */
  send(queueName: string, message: OutgoingMessage): Promise<string>;
  /**
   * Receives messages. It does not hold the clock: hold it in the same turn in which the promise resolves, or time may
   * jump over the messages' visibility timeout.
   *
   * @returns Empty when nothing came in time, or when the service was closed.
   * @throws {AwsError} As ReceiveMessage refuses.
   */
  receive(queueName: string, options: ReceiveOptions): Promise<ReceivedMessage[]>;
  /** Deletes any number of messages. It skips handles that are no longer valid, as SQS does. */
  deleteBatch(queueName: string, receiptHandles: readonly string[]): Promise<void>;
  /** Notes in the last receives of messages which invocation got them, or why they are not deleted. */
  noteReceive(queueName: string, receiptHandles: readonly string[], note: Partial<Omit<Receive, 'atMs'>>): void;
  /**
   * Looks at what is in a queue without receiving it.
   *
   * @returns Oldest first.
   * @throws {AwsError} QueueDoesNotExist.
   */
  peek(queueName: string): QueuedMessage[];
  /**
   * Sends one visible message of a dead-letter queue back to the queue that it came from, as a new one.
   *
   * @returns False: it is not visible there, or came from no queue.
   * @throws {AwsError} QueueDoesNotExist.
   */
  sendBack(queueName: string, messageId: string): boolean;
  /** @throws {AwsError} QueueDoesNotExist. */
  depths(queueName: string): QueueDepths;
  /**
   * The age of the oldest message, as CloudWatch shows it: messages that were received more than three times do not count.
   * 0 when there is none.
   *
   * @throws {AwsError} QueueDoesNotExist.
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
   */
  oldestAgeSeconds(queueName: string): number;
  /**
   * Says that a consumer takes this queue's messages as they appear: while one is visible, the clock does not jump.
   *
   * @returns Withdraws it; further calls do nothing.
   * @throws {AwsError} QueueDoesNotExist.
   */
  consume(queueName: string): () => void;
  /** Ends all long polls with no messages; later calls of `receive` return at once. */
  close(): void;
}

/**
 * @param endpoint - The gateway's URL, for example `http://127.0.0.1:4566`.
 * @returns The URL to configure for a queue. Its host decides where the SDK's client sends the request.
 */
export const localQueueUrl = (endpoint: string, queueName: string): string =>
  `${endpoint}/${localAccountId}/${queueName}`;
