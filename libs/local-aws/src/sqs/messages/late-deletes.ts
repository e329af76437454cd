import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';

/** What of the engine's standard queues decides which handle deletes a message. */
interface StandardQueue extends EngineQueue {
  readonly inflightMessages: ReadonlyMap<string, { readonly visibilityDeadline: number; message: EngineQueuedMessage }>;
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void;
  /** @returns Whether there was such a message. */
  deleteMessage(receiptHandle: string): boolean;
}

/**
 * Lets a receipt handle of a standard queue delete its message when the visibility timeout is over, too, until the
 * message is received again: fauxqs forgets the handle. A state does not keep it either.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html "the most recently
 *   received ReceiptHandle"
 */
export function takeLateDeletes(engineQueue: EngineQueue): void {
  const queue = engineQueue as StandardQueue;
  const lastHandles = new WeakMap<EngineQueuedMessage, string>();
  const processTimers = queue.processTimers.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);
  const deleteMessage = queue.deleteMessage.bind(queue);

  queue.processTimers = () => {
    const nowMs = Date.now();
    for (const [handle, { message, visibilityDeadline }] of queue.inflightMessages) {
      if (visibilityDeadline <= nowMs) lastHandles.set(message, handle);
    }
    processTimers();
  };
  queue.changeVisibility = (handle, timeoutSeconds) => {
    const inFlight = queue.inflightMessages.get(handle);
    if (inFlight) lastHandles.set(inFlight.message, handle);
    changeVisibility(handle, timeoutSeconds);
  };
  queue.deleteMessage = (handle) => {
    if (deleteMessage(handle)) return true;
    const index = queue.messages.findIndex((message) => lastHandles.get(message) === handle);
    if (index === -1) return false;
    queue.messages.splice(index, 1);
    return true;
  };
}
