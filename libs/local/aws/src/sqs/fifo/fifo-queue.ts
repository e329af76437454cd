import { type EngineQueue, type EngineQueuedMessage, type EngineReceivedMessage } from '../fauxqs-engine';

/** What of a FIFO queue of fauxqs is read and mended here. */
export interface FifoQueue extends Omit<EngineQueue, 'fifoDelayed' | 'fifoMessages' | 'inflightMessages'> {
  /** The visible ones by group. A group whose messages are locked stays in it. */
  readonly fifoMessages: Map<string, FifoMessage[]>;
  readonly fifoDelayed: Map<string, FifoMessage[]>;
  readonly inflightMessages: Map<string, { readonly message: FifoMessage; readonly visibilityDeadline: number }>;
  /** How many messages of a group are in flight. While one is, the group gives no others. */
  readonly fifoLockedGroups: Map<string, number>;
  sequenceCounter: number;
  nextSequenceNumber(): string;
  dequeueFifo(
    maxCount: number,
    visibilityTimeoutSeconds: number | undefined,
    queueOf: (arn: string) => EngineQueue | undefined,
  ): EngineReceivedMessage[];
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void;
  checkDeduplication(deduplicationId: string): object;
  recordDeduplication(deduplicationId: string, messageId: string, sequenceNumber: string): void;
}

export interface FifoMessage extends EngineQueuedMessage {
  readonly messageGroupId: string;
  readonly messageDeduplicationId: string;
  /** Digits of one length, so that they sort as texts. */
  readonly sequenceNumber: string;
  readonly approximateReceiveCount: number;
}
