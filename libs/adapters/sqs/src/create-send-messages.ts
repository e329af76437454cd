import { setTimeout as sleep } from 'node:timers/promises';

import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { maxMessageBytes } from '@pulso/contracts/envelope';
import { classifyNetworkError, defined } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

/** Puts messages into one queue; resolves when the queue has accepted all of them. */
export type SendMessages = (messages: readonly OutgoingMessage[]) => Promise<void>;

/** How often refused messages are sent again before the call fails. */
const maxResendCount = 2;

const jitteredPause = (resendCount: number): Promise<void> =>
  sleep(fullJitterMs(resendCount, { baseMs: 200, capMs: 2000 }, Math.random));

/**
 * Creates a sender of JSON messages to one queue.
 *
 * SQS answers a batch with 200 and lists refused messages inside. Messages that an answer does not name as accepted are
 * sent again, up to twice. Batches have at most ten messages and 1 MiB.
 *
 * Create the client with `maxAttempts: 2`. The returned function sends batch after batch, in the order of the list; a
 * standard queue promises no order of delivery anyway.
 *
 * @param client - Credentials need `sqs:SendMessage` on the queue.
 * @param pauseBeforeResend - Waits before the n-th repetition, from 0.
 * @returns A function that throws {TypeError} for a body without JSON and {MessageTooLargeError}, both before anything is
 *   sent (not retryable), {MessagesRefusedError} if the queue keeps refusing some (it has the others; retryable), and
 *   what the client throws (retryable: the queue may have some of the messages).
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

/** Sends each batch by one request. @returns Messages that the queue did not name as accepted. */
async function sendBatches(
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
    refused.push(...refusedOf(batch, answer));
  }
  return refused;
}

/** @returns Messages that the answer to a batch does not name as accepted. SQS answers 200 even if it refuses some. */
export const refusedOf = (
  batch: readonly { readonly index: number }[],
  { Successful = [], Failed = [] }: BatchAnswer,
): RefusedMessage[] =>
  batch
    .filter(({ index }) => !Successful.some(({ Id }) => Id === String(index)))
    .map(({ index }) => {
      const failure = Failed.find(({ Id }) => Id === String(index));
      return { index, code: failure?.Code ?? notAnswered, reason: failure?.Message ?? 'no reason given' };
    });

interface BatchAnswer {
  readonly Successful?: readonly { readonly Id?: string | undefined }[] | undefined;
  readonly Failed?: readonly BatchResultErrorEntry[] | undefined;
}

/** Puts a message into one queue by one request. `refused`: it is certainly not there. */
export type SendOnce = (message: OutgoingMessage) => Promise<'accepted' | 'refused'>;

/**
 * Creates a sender of JSON messages that never sends one twice: if the outcome is unknown, it throws, and the message
 * may be in the queue.
 *
 * @param client - Credentials need `sqs:SendMessage` on the queue. Create it with `maxAttempts: 1`: a second attempt after
 *   a lost answer would be a second message.
 * @returns A function that throws {TypeError} and {MessageTooLargeError} as `createSendMessages` does, and
 *   {MessageUnansweredError} or the client's error if the outcome is unknown (a retry may send it twice).
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

/** SQS refused the message, or was not reached. */
function isRefusal(error: unknown): boolean {
  const { $metadata }: { readonly $metadata?: { readonly httpStatusCode?: number } } = Object(error);
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) return status >= 400 && status < 500;
  return classifyNetworkError(error).status === 'not-sent';
}

/** A message for a queue. `body` becomes JSON; without `delaySeconds` the queue's own delay applies. */
export interface OutgoingMessage {
  readonly body: unknown;
  /** Whole seconds, 0 to 900. */
  readonly delaySeconds?: number;
}

/** A message ready to be sent. */
interface MessageEntry {
  readonly index: number;
  readonly text: string;
  readonly sizeBytes: number;
  readonly delaySeconds: number | undefined;
}

/**
 * The most messages of one batch.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export const maxBatchMessages = 10;

/** Turns messages into batch entries, so that an invalid call fails before any part of it is sent. */
const toEntries = (messages: readonly OutgoingMessage[]): MessageEntry[] =>
  messages.map(({ body, delaySeconds }, index) => {
    const text = toJsonText(body);
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes > maxMessageBytes) throw new MessageTooLargeError(index, sizeBytes);
    return { index, text, sizeBytes, delaySeconds };
  });

/** Cuts entries into batches that SQS takes, keeping their order. */
function toBatches(entries: readonly MessageEntry[]): MessageEntry[][] {
  const batches: MessageEntry[][] = [];
  let batch: MessageEntry[] = [];
  let batchBytes = 0;
  for (const entry of entries) {
    const isFull = batch.length === maxBatchMessages || batchBytes + entry.sizeBytes > maxMessageBytes;
    if (isFull || batches.length === 0) {
      batch = [];
      batchBytes = 0;
      batches.push(batch);
    }
    batch.push(entry);
    batchBytes += entry.sizeBytes;
  }
  return batches;
}

/** Characters that XML 1.0 can't carry: SQS refuses a message that contains one. */
const forbiddenInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * Writes JSON with only the characters that SQS allows; others become `\uXXXX`, which any JSON reader turns back.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const toJsonText = (body: unknown): string =>
  JSON.stringify(body).replace(forbiddenInXml, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The code of a message that the answer to a batch does not mention. */
const notAnswered = 'NotAnswered';

/** A message that a queue did not accept, and why. */
export interface RefusedMessage {
  /** Position in the call's list, from 0. */
  readonly index: number;
  /** SQS's code, or {@link notAnswered}. */
  readonly code: string;
  readonly reason: string;
}

export const reasonsOf = (refused: readonly RefusedMessage[]): string =>
  [...new Set(refused.map(({ code, reason }) => `${code}: ${reason}`))].join('; ');

/**
 * A queue did not accept some messages of a call, even when they were sent again. The others are in the queue.
 * Retryable if sending all of them again is harmless.
 */
export class MessagesRefusedError extends Error {
  override readonly name = 'MessagesRefusedError';

  constructor(queueUrl: string, messageCount: number, refused: readonly RefusedMessage[]) {
    super(`${queueUrl} refused ${refused.length} of ${messageCount} messages (${reasonsOf(refused)}).`);
  }
}

/** A message is larger than SQS takes. No message of the call was sent. Not retryable. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';

  constructor(index: number, sizeBytes: number) {
    super(`Message ${index} has ${sizeBytes} bytes, more than the ${maxMessageBytes} that SQS takes. Send less in it.`);
  }
}

/** A queue's answer does not mention the message: it may be there. Retryable if a second one is harmless. */
export class MessageUnansweredError extends Error {
  override readonly name = 'MessageUnansweredError';

  constructor(queueUrl: string) {
    super(`${queueUrl} has not said whether it took the message: it may be there.`);
  }
}
