import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { type RefusedMessage, maxBatchMessages, reasonsOf, refusedOf } from './create-send-messages';

/** A message that was received, and how long it stays hidden from now on: whole seconds, 1 to 43,200. */
export interface MessagePause {
  readonly receiptHandle: string;
  readonly pauseSeconds: number;
}

/** Hides messages that were received, each for its time; resolves when the queue has said so of every one of them. */
export type PauseMessages = (pauses: readonly MessagePause[]) => Promise<void>;

/**
 * Creates what sets the visibility timeouts of one queue's messages, ten in a call.
 *
 * @param client - Credentials need `sqs:ChangeMessageVisibility` on the queue.
 * @returns A function that throws {MessagesNotPausedError} when the queue has not hidden some (the others are hidden), and
 *   what the client throws. It is harmless to do it again; what is not paused comes back after the visibility timeout that
 *   it has.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
 */
export const createPauseMessages =
  (client: SQSClient, queueUrl: string): PauseMessages =>
  async (pauses) => {
    const notPaused: RefusedMessage[] = [];
    for (let from = 0; from < pauses.length; from += maxBatchMessages) {
      const batch = pauses
        .slice(from, from + maxBatchMessages)
        .map((pause, place) => ({ ...pause, index: from + place }));
      const answer = await client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: batch.map(({ index, receiptHandle, pauseSeconds }) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: pauseSeconds,
          })),
        }),
      );
      notPaused.push(...refusedOf(batch, answer));
    }
    if (notPaused.length > 0) throw new MessagesNotPausedError(queueUrl, pauses.length, notPaused);
  };

/** A queue did not hide some of the messages for as long as it was asked to. They come back earlier or later. Retryable. */
export class MessagesNotPausedError extends Error {
  override readonly name = 'MessagesNotPausedError';

  constructor(queueUrl: string, messageCount: number, notPaused: readonly RefusedMessage[]) {
    super(`${queueUrl} did not hide ${notPaused.length} of ${messageCount} messages (${reasonsOf(notPaused)}).`);
  }
}
