import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';

/** What of a message of an answer or a request is read here. */
export interface Receipt {
  readonly ReceiptHandle: string;
}

/**
 * Which receipt handle each message was last received with. The engine forgets a handle when its timeout ends; on SQS it
 * stays good until the message is received again.
 */
export interface LastReceipts {
  /** Notes what a receive gave out. */
  note(queue: EngineQueue, receipts: readonly Receipt[]): void;
  /** Takes a message that is visible again back in flight when this was its last handle, so that the engine finds it. Not in a FIFO queue. */
  reclaim(queue: EngineQueue, receiptHandle: string): void;
}

/**
 * Not kept in a state: after a restart a handle ends with its timeout.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export function createLastReceipts(): LastReceipts {
  const handles = new WeakMap<EngineQueuedMessage, string>();
  return {
    note: ({ inflightMessages }, receipts) => {
      for (const { ReceiptHandle: receiptHandle } of receipts) {
        const entry = inflightMessages.get(receiptHandle);
        if (entry) handles.set(entry.message, receiptHandle);
      }
    },
    reclaim: ({ messages, inflightMessages }, receiptHandle) => {
      if (inflightMessages.has(receiptHandle)) return;
      const index = messages.findIndex((message) => handles.get(message) === receiptHandle);
      const [message] = index < 0 ? [] : messages.splice(index, 1);
      // Unless the call gives it another deadline, it is visible at once.
      if (message) inflightMessages.set(receiptHandle, { message, receiptHandle, visibilityDeadline: Date.now() });
    },
  };
}
