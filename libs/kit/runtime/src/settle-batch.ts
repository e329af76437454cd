import { type Log, type LogFields, errorFields } from './log';

/** The part of a Lambda event's SQS record that services need. */
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

/** The answer that names the messages of a batch that SQS must deliver again. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/** How long a received message stays hidden from now on. */
export interface VisibilityChange {
  readonly receiptHandle: string;
  /** Whole seconds, 1 to 43,200. */
  readonly visibilityTimeoutSeconds: number;
}

/**
 * Hides received messages, each for its time. Throws unless all are known to be hidden that long; repeating it is
 * harmless.
 */
export type ChangeVisibility = (pauses: readonly VisibilityChange[]) => Promise<void>;

export interface SettleBatchDeps {
  readonly changeVisibility: ChangeVisibility;
  readonly log: Log;
}

/**
 * Handles the messages of one batch concurrently, and settles each by itself.
 *
 * Only messages whose handler throws return to the queue; after its last receive the queue moves a message to the
 * dead-letter queue, so malformed messages keep their evidence, too. The message itself waits, not a copy, which a lost
 * answer would double. Its visibility timeout is set to its wait, and Lambda does not change that. If setting it fails,
 * the message comes back after the queue's visibility timeout.
 *
 * @param handle - Resolves if the message may be deleted. Throws {@link MessageWaitsError} if it must wait, and any
 *   other error if it failed.
 * @param failureVisibilityTimeoutSeconds - Until a failed message comes back, whole seconds.
 * @returns One entry per message that must be delivered again, in the order of the batch.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html for the failed messages of a batch
 * @see https://github.com/aws-powertools/powertools-lambda/issues/22 for both together; AWS's pages do not
 *   mention it: unverified
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
    // Only one attempt failed. If all fail, the dead-letter queue rings.
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

/** Tells how often SQS has delivered this message, including this time; a malformed attribute counts as 1. */
export const receiveCountOf = (message: QueueMessage): number => {
  const count = Number(message.attributes.ApproximateReceiveCount);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
};

/** @returns When the message was sent to its queue or redriven, epoch ms. */
export const sentAtMsOf = (message: QueueMessage): number => Number(message.attributes.SentTimestamp);

/** The message can't be handled now, and waits in its queue. Not a failure; retryable after the wait. */
export class MessageWaitsError extends Error {
  override readonly name = 'MessageWaitsError';
  /** Whole seconds, 1 to 43,200. */
  readonly visibilityTimeoutSeconds: number;

  constructor(visibilityTimeoutSeconds: number) {
    super(`The message waits in its queue for ${visibilityTimeoutSeconds} s.`);
    this.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
  }
}

/** The fields that identify the subject of a message, without a person's text. */
const idNames = ['type', 'runId', 'queryId', 'reportId', 'requestId'];

const maxIdLength = 200;

/**
 * Reads a message's ids for a log line about its failure, even if it is malformed: the run's id lets operators follow a
 * run over all services.
 *
 * @returns Only existing ids; none if the body is not a JSON object.
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

/** Runs a task after all earlier tasks of the same key have ended, even by an error. */
export type TakeTurns = (key: string, task: () => Promise<void>) => Promise<void>;

/**
 * Creates a queue per key, for messages of one batch that would conflict: transactions on one run cancel each other, and
 * calls to one chat meet its flood limit together.
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
