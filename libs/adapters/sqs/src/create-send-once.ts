import { type SQSClient } from '@aws-sdk/client-sqs';
import { classifyNetworkError } from '@pulso/kit/telegram';

import { sendBatches } from './create-send-messages';
import { MessageUnansweredError, notAnswered } from './errors';
import { type OutgoingMessage, toEntries } from './message-entries';

/** Puts a message into one queue by one request. `refused`: it certainly is not there. */
export type SendOnce = (message: OutgoingMessage) => Promise<'accepted' | 'refused'>;

/**
 * Creates a sender of JSON messages that never makes two of one: where it is not known what became of the request, it
 * throws, and the message may be in the queue.
 *
 * @param client - Credentials need `sqs:SendMessage` on the queue. Create it with `maxAttempts: 1`: a second attempt after
 *   a lost answer would be a second message.
 * @returns A function that throws {RangeError}, {TypeError}, {MessageTooLargeError} as `createSendMessages` does, and
 *   {MessageUnansweredError} or what the client throws when no answer tells (not retryable without a doubt).
 */
export const createSendOnce =
  (client: SQSClient, queueUrl: string): SendOnce =>
  async (message) => {
    const entries = toEntries([message]);
    try {
      const [refusal] = await sendBatches(client, queueUrl, entries);
      if (refusal?.code === notAnswered) throw new MessageUnansweredError(queueUrl);
      return refusal ? 'refused' : 'accepted';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  };

/** SQS has said no, or was not reached. */
function isRefusal(error: unknown): boolean {
  const status = propertyOf(propertyOf(error, '$metadata'), 'httpStatusCode');
  if (typeof status === 'number') return status >= 400 && status < 500;
  return classifyNetworkError(error).status === 'not-sent';
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
