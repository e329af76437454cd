import { CopyMayExistError } from './errors';
import { type QueueMessage, receiveCountOf } from './settle-batch';

/**
 * Tells whether a message that has to wait may leave a copy behind, with a delay, and be deleted.
 *
 * An earlier receive may have left one: SQS hands messages out twice, and a process may die before its message is
 * deleted. If every receive left a copy and each copy were received twice, the copies would double with every wait. So
 * only the first receive leaves one. A later one returns the message, which either is gone by then or comes back; its
 * last receive leaves a copy again, so that no message reaches its dead-letter queue by waiting.
 *
 * @param receiveCount - How often the queue has handed out the message, this time included.
 * @param maxReceiveCount - After so many receives the queue moves the message to its dead-letter queue.
 */
export const mayLeaveCopy = (receiveCount: number, maxReceiveCount: number): boolean =>
  receiveCount === 1 || receiveCount >= maxReceiveCount;

/**
 * Lets a message wait: as a copy where {@link mayLeaveCopy} allows it, else by itself.
 *
 * @param sendCopy - Resolves when the queue has accepted the copy.
 * @throws {CopyMayExistError} The message itself has to wait, so it must come back. Retryable.
 * @throws What `sendCopy` throws.
 */
export async function leaveCopy(
  message: QueueMessage,
  maxReceiveCount: number,
  sendCopy: () => Promise<void>,
): Promise<void> {
  const receiveCount = receiveCountOf(message);
  if (!mayLeaveCopy(receiveCount, maxReceiveCount)) throw new CopyMayExistError(receiveCount);
  await sendCopy();
}
