import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';
import { type FifoMessage } from '../fifo/fifo-queue';
import { type DeadLetter } from './dead-letters';

/** What a message carries and fauxqs does not take. It stays with the message in dead-letter queues and states. */
export interface MessageExtras {
  /** Of X-Ray. */
  readonly traceHeader?: string;
  /** In a standard queue, where the engine has no groups. */
  readonly messageGroupId?: string;
}

/** By the message's attributes: the one object that the engine passes on as it is. */
const noted = new WeakMap<object, MessageExtras>();

/** Notes what the message with these attributes carries, before the engine gets it. */
export const noteExtras = (messageAttributes: object, extras: MessageExtras): void =>
  void noted.set(messageAttributes, extras);

/** Lets a queue put onto messages what was noted for them. */
export function keepExtras(queue: EngineQueue): void {
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message) => enqueue({ ...message, ...noted.get(message.messageAttributes) });
}

/** @returns The members with which a queued message would be sent once more. */
export function membersOf(message: EngineQueuedMessage): Record<string, unknown> {
  const { traceHeader, messageGroupId, messageDeduplicationId } = message as MessageExtras & Partial<FifoMessage>;
  return {
    MessageBody: message.body,
    MessageAttributes: message.messageAttributes,
    ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
    ...(messageDeduplicationId !== undefined && { MessageDeduplicationId: messageDeduplicationId }),
    ...(traceHeader !== undefined && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
    }),
  };
}

/**
 * @param names - The attributes that were asked for.
 * @returns Those of them that the engine does not know, of a message that is in flight.
 */
export function extraAttributesOf(
  { inflightMessages }: EngineQueue,
  receiptHandle: string,
  names: readonly string[],
): Record<string, string> {
  const message = inflightMessages.get(receiptHandle)?.message as (DeadLetter & MessageExtras) | undefined;
  const extras = { AWSTraceHeader: message?.traceHeader, DeadLetterQueueSourceArn: message?.deadLetterSourceArn };
  return Object.fromEntries(
    Object.entries(extras).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && names.some((name) => name === 'All' || name === entry[0]),
    ),
  );
}
