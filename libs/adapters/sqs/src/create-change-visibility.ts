import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type ChangeVisibility } from '@pulso/kit/runtime';

import { type RefusedMessage, maxBatchMessages, reasonsOf, refusedOf } from './create-send-messages';

/**
 * Creates a function that sets visibility timeouts of one queue's messages, ten in a call.
 *
 * @param client - Credentials need `sqs:ChangeMessageVisibility` on the queue.
 * @returns A function that throws {VisibilityNotChangedError} if the queue did not hide some messages (the others are
 *   hidden), and what the client throws. Repeating it is harmless. A message that was not changed comes back after its
 *   current visibility timeout.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
 */
export const createChangeVisibility =
  (client: SQSClient, queueUrl: string): ChangeVisibility =>
  async (pauses) => {
    const notChanged: RefusedMessage[] = [];
    for (let from = 0; from < pauses.length; from += maxBatchMessages) {
      const batch = pauses
        .slice(from, from + maxBatchMessages)
        .map((pause, place) => ({ ...pause, index: from + place }));
      const answer = await client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: batch.map(({ index, receiptHandle, visibilityTimeoutSeconds }) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: visibilityTimeoutSeconds,
          })),
        }),
      );
      notChanged.push(...refusedOf(batch, answer));
    }
    if (notChanged.length > 0) throw new VisibilityNotChangedError(queueUrl, pauses.length, notChanged);
  };

/** A queue did not set the visibility timeout of some messages. They come back earlier or later. Retryable. */
export class VisibilityNotChangedError extends Error {
  override readonly name = 'VisibilityNotChangedError';

  constructor(queueUrl: string, messageCount: number, notChanged: readonly RefusedMessage[]) {
    super(`${queueUrl} did not hide ${notChanged.length} of ${messageCount} messages (${reasonsOf(notChanged)}).`);
  }
}
