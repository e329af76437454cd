import { type OperationOf } from '../api/service-apis';

/** A queue of fauxqs, as far as it is read here. */
export interface EngineQueue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Record<string, string>;
  /** The visible ones. */
  readonly messages: EngineQueuedMessage[];
  readonly delayedMessages: readonly DelayedMessage[];
  /** Those of a FIFO queue, by group. */
  readonly fifoMessages: ReadonlyMap<string, EngineQueuedMessage[]>;
  readonly fifoDelayed: ReadonlyMap<string, readonly DelayedMessage[]>;
  /** By receipt handle; deadlines in epoch ms of `Date.now()`. */
  readonly inflightMessages: Map<string, EngineInFlight>;
  isFifo(): boolean;
  /** @returns undefined where the queue has no such attribute. */
  getAttribute(name: string): string | undefined;
  /** Makes every message visible whose delay or visibility timeout has passed, and wakes the long polls. */
  processTimers(): void;
  /** Takes a message in: visible at once, or from its `delayUntil` on. Replaced where faults are injected. */
  enqueue(message: EngineQueuedMessage): void;
}

/** A message that a receiver has and has not deleted. */
export interface EngineInFlight {
  readonly message: EngineQueuedMessage;
  readonly receiptHandle: string;
  /** Epoch ms of `Date.now()`. */
  readonly visibilityDeadline: number;
}

/** When a message becomes visible, epoch ms of `Date.now()`. */
interface DelayedMessage {
  readonly delayUntil?: number;
}

/** A message in a queue, as far as it is read here; its other members stay with it. */
export interface EngineQueuedMessage extends DelayedMessage {
  readonly messageId: string;
  /** Epoch ms of `Date.now()`: when it was first sent, maybe to another queue. */
  readonly sentTimestamp: number;
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  approximateReceiveCount: number;
}

/** A message on its way to a receiver, as far as it is read here. */
export interface EngineReceivedMessage {
  readonly ReceiptHandle: string;
}

export interface EngineStore {
  host: string;
  region: string;
  /** Puts a queue into the store. */
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Readonly<Record<string, string>>,
    tags: Readonly<Record<string, string>>,
  ): EngineQueue;
  getQueueByName(name: string): EngineQueue | undefined;
  getQueueByArn(arn: string): EngineQueue | undefined;
  allQueues(): Iterable<EngineQueue>;
  /** Ends all long polls. */
  shutdown(): void;
}

/** How fauxqs refuses a call. */
export interface EngineError {
  readonly code: string;
  readonly message: string;
  readonly statusCode: number;
}

export interface FauxqsEngine {
  readonly store: EngineStore;
  readonly attributeNames: readonly string[];
  /** @returns The MD5 of attributes of a message, by SQS's rule. */
  digestOf(attributes: object): string;
  perform(operation: EngineOperation, input: object): Promise<Record<string, unknown>>;
  isEngineError(error: unknown): error is EngineError;
}

export type SqsOperation = OperationOf<'sqs'>;

/** What fauxqs does not have. */
export const ownOperations = [
  'AddPermission',
  'CancelMessageMoveTask',
  'ListDeadLetterSourceQueues',
  'ListMessageMoveTasks',
  'RemovePermission',
  'StartMessageMoveTask',
] as const satisfies readonly SqsOperation[];

/** What fauxqs performs. */
export type EngineOperation = Exclude<SqsOperation, (typeof ownOperations)[number]>;
