import { type EngineQueue, type EngineQueuedMessage } from '../fauxqs-engine';

/**
 * Drops the visible messages that are older than the queue keeps them. A message that waited in another queue before it
 * became a dead letter is as old as it was there, but in a FIFO queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html (retention)
 */
export function expireMessages({ messages, fifoMessages, attributes }: EngineQueue): void {
  const oldestMs = Date.now() - Number(attributes['MessageRetentionPeriod'] ?? Infinity) * 1000;
  for (const list of [messages, ...fifoMessages.values()]) dropOlder(list, oldestMs);
}

function dropOlder(messages: EngineQueuedMessage[], oldestMs: number): void {
  if (!messages.some(({ sentTimestamp }) => sentTimestamp < oldestMs)) return;
  messages.splice(0, messages.length, ...messages.filter(({ sentTimestamp }) => sentTimestamp >= oldestMs));
}
