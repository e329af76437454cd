import { type EngineQueue, type EngineQueuedMessage } from './fauxqs-engine';

/** What goes wrong with the delivery of one message. */
export interface DeliveryFault {
  /** It becomes visible so much later than it should, ms. */
  readonly delayMs?: number;
  /** It is delivered once more, under the same message ID, so long after the first became visible, ms. */
  readonly duplicateAfterMs?: number;
}

/** Asked about a message that comes into a queue. @returns undefined: nothing goes wrong with it. */
export type FaultForMessage = (
  queueName: string,
  message: Pick<EngineQueuedMessage, 'body' | 'messageId'>,
) => DeliveryFault | undefined;

/**
 * Lets a queue deliver messages late or again, as standard queues may.
 *
 * A message that comes back because it was not deleted meets no further fault. The second copy has a receive count of
 * its own (unverified: AWS counts receives per message, approximately).
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
export function injectDeliveryFaults(queue: EngineQueue, faultFor: FaultForMessage): void {
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message) => {
    const { delayMs = 0, duplicateAfterMs } = faultFor(queue.name, message) ?? {};
    enqueue(later(message, delayMs));
    if (duplicateAfterMs !== undefined) enqueue(later({ ...message }, delayMs + duplicateAfterMs));
  };
}

const later = (message: EngineQueuedMessage, byMs: number): EngineQueuedMessage =>
  byMs === 0 ? message : { ...message, delayUntil: Math.max(message.delayUntil ?? 0, Date.now()) + byMs };
