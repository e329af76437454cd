import { type QueueMessage } from '@pulso/kit/message-batches';

/** A message as a worker receives it; an object becomes its body as JSON. Each receive has a receipt handle of its own. */
export const queueMessage = (
  body: unknown,
  { messageId = 'm-1', receiveCount = 1 }: { messageId?: string; receiveCount?: number } = {},
): QueueMessage => ({
  messageId,
  receiptHandle: `${messageId} at receive ${receiveCount}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: '0' },
});
