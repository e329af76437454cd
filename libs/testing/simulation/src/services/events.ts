import { type SQSClient } from '@aws-sdk/client-sqs';
import { createSendMessages } from '@pulso/adapters/sqs';
import { type QueueMessage } from '@pulso/kit/runtime';

import { type Environment } from '../lambda/environment';

/** @throws {TypeError} Not an event of a queue. */
export function readRecords(event: unknown): readonly QueueMessage[] {
  if (typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records)) {
    return event.Records;
  }
  throw new TypeError('The event has no records.');
}

/** Sends to a queue with the production adapter, pauses on the world's clock. */
export const sendMessagesTo = (queueUrl: string, { clock }: Environment, sqs: SQSClient) =>
  createSendMessages(sqs, queueUrl, (resendCount) => clock.sleep(200 * (resendCount + 1)));
