import { setTimeout as sleep } from 'node:timers/promises';

import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { maxDelaySeconds, maxMessageBytes } from '@pulso/contracts/envelope';
import { classifyNetworkError, defined } from '@pulso/kit/telegram';
import { fullJitterMs } from '@pulso/kit/time';

/** Puts messages into one queue; resolves when the queue has accepted every one of them. */
export type SendMessages = (messages: readonly OutgoingMessage[]) => Promise<void>;

/** How often what a queue refused is sent again before the call fails. */
const maxResendCount = 2;

/** Waits before the n-th repetition (from 0). A parameter so that tests need not wait. */
type PauseBeforeResend = (resendCount: number) => Promise<void>;

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
    const accepted = new Set(answer.Successful?.map(({ Id }) => Id));
    for (const { index } of batch.filter((entry) => !accepted.has(String(entry.index)))) {
      const failure = answer.Failed?.find(({ Id }) => Id === String(index));
      refused.push({ index, code: failure?.Code ?? notAnswered, reason: failure?.Message ?? 'no reason given' });
    }
  }
  return refused;
}

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

/** A message for a queue. `body` becomes JSON; without `delaySeconds` the queue's own delay applies. */
export interface OutgoingMessage {
  readonly body: unknown;
  /** Whole seconds, 0 to 900. */
  readonly delaySeconds?: number;
}

/** A message that has passed every check that SQS would make. */
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

/**
 * Turns messages into batch entries, so that a whole call is refused here before any part of it is sent.
 *
 * @throws {RangeError} A delay is not a whole number from 0 to 900. Not retryable.
 * @throws {TypeError} A body has no JSON text. Not retryable.
 * @throws {MessageTooLargeError} A message alone exceeds the limit. Not retryable.
 */
const toEntries = (messages: readonly OutgoingMessage[]): MessageEntry[] =>
  messages.map(({ body, delaySeconds }, index) => {
    if (delaySeconds !== undefined && !isDelay(delaySeconds)) {
      throw new RangeError(`Message ${index} has a delay of ${delaySeconds} s; SQS takes 0 to ${maxDelaySeconds} s.`);
    }
    const text = toJsonText(body, index);
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes > maxMessageBytes) throw new MessageTooLargeError(index, sizeBytes, maxMessageBytes);
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

const isDelay = (seconds: number): boolean => Number.isInteger(seconds) && seconds >= 0 && seconds <= maxDelaySeconds;

/** What XML 1.0 can't carry: a message with one of these as it is would be refused as a whole. */
const forbiddenInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * Writes JSON of which every character is allowed in an SQS message; the others stand in it as `\uXXXX`, which any
 * JSON reader turns back.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function toJsonText(body: unknown, index: number): string {
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined) throw new TypeError(`Message ${index} has a body without JSON text: ${typeof body}.`);
  return text.replace(forbiddenInXml, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The code of a message that the answer to a batch does not mention, neither as taken nor as refused. */
export const notAnswered = 'NotAnswered';

/** One message that a queue did not accept, and what the queue said. */
export interface RefusedMessage {
  /** Position in the call's list, from 0. */
  readonly index: number;
  /** Of SQS, or {@link notAnswered}. */
  readonly code: string;
  readonly reason: string;
}

/**
 * A queue did not accept some messages of a call, even after they were sent again. The others are in the queue.
 * Retryable where sending all of them again is harmless.
 */
export class MessagesRefusedError extends Error {
  override readonly name = 'MessagesRefusedError';
  readonly queueUrl: string;
  readonly messageCount: number;
  readonly refused: readonly RefusedMessage[];

  constructor(queueUrl: string, messageCount: number, refused: readonly RefusedMessage[]) {
    const reasons = [...new Set(refused.map(({ code, reason }) => `${code}: ${reason}`))];
    super(`${queueUrl} refused ${refused.length} of ${messageCount} messages (${reasons.join('; ')}).`);
    this.queueUrl = queueUrl;
    this.messageCount = messageCount;
    this.refused = refused;
  }
}

/** A message alone is larger than SQS takes. Nothing of the call was sent. Not retryable. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
  readonly index: number;
  readonly sizeBytes: number;
  readonly maxBytes: number;

  constructor(index: number, sizeBytes: number, maxBytes: number) {
    super(`Message ${index} has ${sizeBytes} bytes, more than the ${maxBytes} that SQS takes. Send less in it.`);
    this.index = index;
    this.sizeBytes = sizeBytes;
    this.maxBytes = maxBytes;
  }
}

/** A queue has answered without a word about the message: it may be there. Retryable where a second one is harmless. */
export class MessageUnansweredError extends Error {
  override readonly name = 'MessageUnansweredError';

  constructor(queueUrl: string) {
    super(`${queueUrl} has not said whether it took the message: it may be there.`);
  }
}
