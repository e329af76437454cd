import { setTimeout as sleep } from 'node:timers/promises';

import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { defined } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

import { MessagesRefusedError, type RefusedMessage, notAnswered } from './errors';
import { type MessageEntry, type OutgoingMessage, toBatches, toEntries } from './message-entries';

/** Puts messages into one queue; resolves when the queue has accepted every one of them. */
export type SendMessages = (messages: readonly OutgoingMessage[]) => Promise<void>;

/** How often what a queue refused is sent again before the call fails. */
const maxResendCount = 2;

/** Waits before the n-th repetition (from 0). A parameter so that tests need not wait. */
export type PauseBeforeResend = (resendCount: number) => Promise<void>;

const jitteredPause: PauseBeforeResend = async (resendCount) => {
  await sleep(fullJitterMs(resendCount, { baseMs: 200, capMs: 2000 }, Math.random));
};

/**
 * Creates a sender of JSON messages to one queue.
 *
 * SQS answers a batch with 200 and lists what it refused inside: each answer is checked, and what is not named as
 * accepted is sent again, up to twice. Batches have at most ten messages and 1 MiB.
 *
 * Create the client with `maxAttempts: 2`. The returned function sends batch after batch, in the order of the list; a
 * standard queue promises no order of delivery anyway.
 *
 * @param client - Credentials need `sqs:SendMessage` on the queue.
 * @returns A function that throws
 *   {RangeError}, {TypeError}, {MessageTooLargeError} for messages that can't be sent, before anything is sent (not
 *   retryable), {MessagesRefusedError} when the queue keeps refusing some (the others are in it; retryable), and
 *   what the client throws (retryable: an unknown part of the messages is in the queue).
 * @example
 * await createSendMessages(new SQSClient({ maxAttempts: 2 }), queueUrl)([{ body: { hello: 1 }, delaySeconds: 5 }]);
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export const createSendMessages =
  (client: SQSClient, queueUrl: string, pauseBeforeResend = jitteredPause): SendMessages =>
  async (messages) => {
    let pending = toEntries(messages);
    for (let resendCount = 0; pending.length > 0; resendCount += 1) {
      const refused = await sendBatches(client, queueUrl, pending);
      if (refused.length === 0) return;
      if (resendCount === maxResendCount) throw new MessagesRefusedError(queueUrl, messages.length, refused);
      await pauseBeforeResend(resendCount);
      const refusedIndexes = new Set(refused.map(({ index }) => index));
      pending = pending.filter(({ index }) => refusedIndexes.has(index));
    }
  };

/** Sends each batch by one request of the client. @returns What the queue did not name as accepted. */
export async function sendBatches(
  client: SQSClient,
  queueUrl: string,
  entries: readonly MessageEntry[],
): Promise<RefusedMessage[]> {
  const refused: RefusedMessage[] = [];
  for (const batch of toBatches(entries)) {
    const answer = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map(({ index, text, delaySeconds }) => ({
          Id: String(index),
          MessageBody: text,
          ...defined({ DelaySeconds: delaySeconds }),
        })),
      }),
    );
    const accepted = new Set(answer.Successful?.map(({ Id }) => Id));
    for (const { index } of batch.filter((entry) => !accepted.has(String(entry.index)))) {
      const failure = answer.Failed?.find(({ Id }) => Id === String(index));
      refused.push({ index, code: failure?.Code ?? notAnswered, reason: failure?.Message ?? 'no reason given' });
    }
  }
  return refused;
}
