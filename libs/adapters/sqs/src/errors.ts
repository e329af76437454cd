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

/** A queue did not hide some of the messages for as long as it was asked to. They come back earlier or later. Retryable. */
export class MessagesNotPausedError extends Error {
  override readonly name = 'MessagesNotPausedError';

  constructor(queueUrl: string, messageCount: number, notPaused: readonly RefusedMessage[]) {
    const reasons = [...new Set(notPaused.map(({ code, reason }) => `${code}: ${reason}`))];
    super(`${queueUrl} did not hide ${notPaused.length} of ${messageCount} messages (${reasons.join('; ')}).`);
  }
}

/** A queue has answered without a word about the message: it may be there. Retryable where a second one is harmless. */
export class MessageUnansweredError extends Error {
  override readonly name = 'MessageUnansweredError';

  constructor(queueUrl: string) {
    super(`${queueUrl} has not said whether it took the message: it may be there.`);
  }
}
