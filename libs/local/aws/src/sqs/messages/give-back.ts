import { type EngineQueue, type EngineReceivedMessage, type FauxqsEngine } from '../fauxqs-engine';
import { engineQueueUrl } from '../queue-urls';

/**
 * Puts back what was received for a receiver that has gone, so that the next one does not wait for it and the receive
 * count does not grow: a long poll that was ended with Ctrl-C still stands in the engine's list of those that wait.
 *
 * @param messages - As received; the last goes back first, for the order of a FIFO queue.
 */
export async function giveBack(
  messages: readonly EngineReceivedMessage[],
  queue: EngineQueue,
  engine: FauxqsEngine,
): Promise<void> {
  for (const { ReceiptHandle } of messages.toReversed()) {
    const received = queue.inflightMessages.get(ReceiptHandle);
    if (!received) continue;
    received.message.approximateReceiveCount -= 1;
    const input = { QueueUrl: engineQueueUrl(queue.name), ReceiptHandle, VisibilityTimeout: 0 };
    await engine.perform('ChangeMessageVisibility', input);
  }
}
