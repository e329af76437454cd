import { type Log, type LogFields, errorFields } from './log';

/** What a service needs of one SQS record. Structurally a part of the Lambda event's record. */
export interface QueueMessage {
  readonly messageId: string;
  /** Names this receive of the message. */
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: {
    readonly ApproximateReceiveCount: string;
    /** When it was sent to the queue, or redriven, epoch ms. */
    readonly SentTimestamp: string;
  };
}

/** The answer that tells SQS which messages of a batch to deliver again. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/** How long a message that was received stays hidden from now on. */
export interface VisibilityChange {
  readonly receiptHandle: string;
  /** Whole seconds, 1 to 43,200. */
  readonly visibilityTimeoutSeconds: number;
}

/**
 * Hides messages of the queue that were received, each for its time. Throws when it is not known that all of them are
 * hidden so long; doing it again is harmless.
 */
export type ChangeVisibility = (pauses: readonly VisibilityChange[]) => Promise<void>;

export interface SettleBatchDeps {
  readonly changeVisibility: ChangeVisibility;
  readonly log: Log;
}

/**
 * Handles the messages of one batch concurrently, each settling by itself.
 *
 * A message whose handler throws is returned to the queue alone; after its last receive the queue moves it to the
 * dead-letter queue, so malformed messages keep their evidence too. The message itself waits: no copy of it is sent,
 * which a lost answer would double. Its visibility timeout is set to the time that it waits, and Lambda leaves it so.
 * Where that fails it comes back after the queue's own visibility timeout.
 *
 * @param handle - Resolves when the message may be deleted. Throws {@link MessageWaitsError} when it has to wait, and
 *   anything else when it has failed.
 * @param failureVisibilityTimeoutSeconds - Until a message that has failed comes back, whole seconds.
 * @returns One entry per message that must be delivered again, in the order of the batch.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html for the failed messages of a batch
 * @see https://github.com/aws-powertools/powertools-lambda/issues/22 for both together, which AWS's pages do not name:
 *   unverified
 */
export async function settleBatch(
  messages: readonly QueueMessage[],
  handle: (message: QueueMessage) => Promise<void>,
  failureVisibilityTimeoutSeconds: number,
  { changeVisibility, log }: SettleBatchDeps,
): Promise<BatchResponse> {
  const results = await Promise.allSettled(messages.map(async (message) => handle(message)));
  const batchItemFailures: BatchResponse['batchItemFailures'] = [];
  const pauses: VisibilityChange[] = [];
  results.forEach((result, index) => {
    const message = messages[index];
    if (result.status === 'fulfilled' || !message) return;
    const { messageId, receiptHandle, body } = message;
    const { reason } = result;
    const fields = { messageId, ...messageIdsOf(body), ...errorFields(reason) };
    const mustWait = reason instanceof MessageWaitsError;
    if (mustWait) log.info('message-waits', fields);
    // One attempt has failed. What fails at each of them rings from the dead-letter queue.
    else log.warn('message-not-settled', fields);
    pauses.push({
      receiptHandle,
      visibilityTimeoutSeconds: mustWait ? reason.visibilityTimeoutSeconds : failureVisibilityTimeoutSeconds,
    });
    batchItemFailures.push({ itemIdentifier: messageId });
  });
  if (pauses.length > 0) {
    await changeVisibility(pauses).catch((error: unknown) => log.warn('visibility-not-changed', errorFields(error)));
  }
  return { batchItemFailures };
}

/** Tells how often SQS has handed out this message, this time included; a malformed attribute counts as 1. */
export const receiveCountOf = (message: QueueMessage): number => {
  const count = Number(message.attributes.ApproximateReceiveCount);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
};

/** @returns Since when the message is in its queue, epoch ms. A redrive begins anew. */
export const sentAtMsOf = (message: QueueMessage): number => Number(message.attributes.SentTimestamp);

/** The message has nothing to be done about now, and waits in its queue. No failure; retryable after the pause. */
export class MessageWaitsError extends Error {
  override readonly name = 'MessageWaitsError';
  /** Whole seconds, 1 to 43,200. */
  readonly visibilityTimeoutSeconds: number;

  constructor(visibilityTimeoutSeconds: number) {
    super(`The message waits in its queue for ${visibilityTimeoutSeconds} s.`);
    this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
  }
}

/** The fields of this product's messages that say what a message is about, and hold no text of a person. */
const idNames = ['type', 'runId', 'queryId', 'reportId', 'requestId'];

const maxIdLength = 200;

/**
 * Tells what a message is about, for a log line about its failure, whether or not it can be read: by its run's id one run
 * is followed over all services.
 *
 * @returns Only what is there: nothing of a body that is no JSON object.
 */
export function messageIdsOf(body: string): LogFields {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof message !== 'object' || message === null) return {};
  const ids = idNames.map((name) => [name, Reflect.get(Object(message), name)] as const);
  return Object.fromEntries(
    ids.flatMap(([name, id]) => (typeof id === 'string' ? [[name, id.slice(0, maxIdLength)]] : [])),
  );
}

/** Runs a task after all earlier tasks of the same key have ended, well or badly. */
export type TakeTurns = (key: string, task: () => Promise<void>) => Promise<void>;

/**
 * Creates a queue per key, for messages of one batch that would get in each other's way: transactions on one run cancel
 * each other, and calls to one chat meet its flood limit together.
 */
export function createTakeTurns(): TakeTurns {
  const last = new Map<string, Promise<void>>();
  return (key, task) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(task);
    last.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
