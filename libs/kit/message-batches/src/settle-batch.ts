import { type Log, errorFields } from '@pulso/logging';

import { CopyMayExistError } from './errors';
import { messageIdsOf } from './message-ids';

/** What a service needs of one SQS record. Structurally a part of the Lambda event's record. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

/** The answer that tells SQS which messages of a batch to deliver again. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Handles the messages of one batch concurrently, each settling by itself.
 *
 * A message whose handler throws is returned to the queue alone; after its last receive the queue moves it to the
 * dead-letter queue, so malformed messages keep their evidence too.
 *
 * @param messages - The records of one Lambda event, 1 to 10,000.
 * @param handle - Resolves when the message may be deleted. Throws when it must come back.
 * @returns One entry per message that must be delivered again, in the order of the batch.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function settleBatch(
  messages: readonly QueueMessage[],
  handle: (message: QueueMessage) => Promise<void>,
  log: Log,
): Promise<BatchResponse> {
  const results = await Promise.allSettled(messages.map(async (message) => handle(message)));
  const batchItemFailures: BatchResponse['batchItemFailures'] = [];
  results.forEach((result, index) => {
    const message = messages[index];
    if (result.status === 'fulfilled' || !message) return;
    const { messageId, body } = message;
    const fields = { messageId, ...messageIdsOf(body), ...errorFields(result.reason) };
    // To wait is no failure.
    if (result.reason instanceof CopyMayExistError) log.info('message-waits', fields);
    // One attempt has failed. What fails at each of them rings from the dead-letter queue.
    else log.warn('message-not-settled', fields);
    batchItemFailures.push({ itemIdentifier: message.messageId });
  });
  return { batchItemFailures };
}

/**
 * Tells how often SQS has handed out this message, this time included.
 *
 * @returns A whole number of at least 1; a malformed attribute counts as 1.
 */
export const receiveCountOf = (message: QueueMessage): number => {
  const count = Number(message.attributes.ApproximateReceiveCount);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
};
