import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';
import { type MessageAttribute, type QueuedMessage } from '../sqs-service';
import { type DeadLetter } from './dead-letters';
import { expireMessages } from './expire-messages';
import { type MessageExtras } from './message-extras';
import { delayedMessages, visibleMessages } from './visible-messages';

/** Everything of a message that is shown; the engine and what mends it have put it there. */
type WholeMessage = DeadLetter & MessageExtras & { readonly approximateFirstReceiveTimestamp?: number };

/** @returns What is in a queue, oldest first. Nothing is received: visibility and receive counts stay as they are. */
export function peekMessages(queue: EngineQueue): QueuedMessage[] {
  queue.processTimers();
  expireMessages(queue);
  const inFlight = [...queue.inflightMessages.values()];
  return [
    ...visibleMessages(queue).map((message) => shown(message, 'visible')),
    ...(delayedMessages(queue) as readonly EngineQueuedMessage[]).map((message) =>
      shown(message, 'delayed', message.delayUntil),
    ),
    ...inFlight.map(({ message, visibilityDeadline }) => shown(message, 'inFlight', visibilityDeadline)),
  ].sort((left, right) => left.sentAtMs - right.sentAtMs);
}

function shown(message: EngineQueuedMessage, state: QueuedMessage['state'], visibleAtMs?: number): QueuedMessage {
  const { approximateFirstReceiveTimestamp: firstReceivedAtMs, deadLetterSourceArn, ...rest } = message as WholeMessage;
  return {
    state,
    messageId: rest.messageId,
    body: rest.body,
    messageAttributes: rest.messageAttributes as Readonly<Record<string, MessageAttribute>>,
    receiveCount: rest.approximateReceiveCount,
    sentAtMs: rest.sentTimestamp,
    ...(firstReceivedAtMs !== undefined && { firstReceivedAtMs }),
    ...(visibleAtMs !== undefined && { visibleAtMs }),
    ...(deadLetterSourceArn !== undefined && { deadLetterSourceArn }),
    ...(rest.messageGroupId !== undefined && { messageGroupId: rest.messageGroupId }),
  };
}
