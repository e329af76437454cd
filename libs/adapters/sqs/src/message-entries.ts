import { maxDelaySeconds, maxMessageBytes } from '@pulso/contracts/envelope';

import { MessageTooLargeError } from './errors';

/** A message for a queue. `body` becomes JSON; without `delaySeconds` the queue's own delay applies. */
export interface OutgoingMessage {
  readonly body: unknown;
  /** Whole seconds, 0 to 900. */
  readonly delaySeconds?: number;
}

/** A message that has passed every check that SQS would make. */
export interface MessageEntry {
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
export const toEntries = (messages: readonly OutgoingMessage[]): MessageEntry[] =>
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
export function toBatches(entries: readonly MessageEntry[]): MessageEntry[][] {
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
