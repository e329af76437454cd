import { type LocalClock } from '@pulso/world/time';
import { type EventSourceMappingDefinition } from '@pulso/world/stacks';

import { queueNameOf, type QueueAccess, type QueueMessage } from './queue-access';

/** SQS's limit for one receive. */
const maxMessagesPerReceive = 10;

/** How long a receive waits on an empty queue, as Lambda's pollers do. */
const waitSeconds = 20;

/** How often a batching window looks for more, ms of the shared clock. */
const windowPollMs = 500;

export interface CollectDeps {
  readonly queues: Pick<QueueAccess, 'receive'>;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'sleep'>;
}

/**
 * Waits for messages and gathers a batch until it is full or its window has passed.
 *
 * @returns The messages, none when the wait was in vain, and a hold on the clock, taken in the turn in which the last
 * message came: without it, time might jump over the messages' visibility timeout.
 */
export async function collectBatch(
  { queueArn, batchSize, maximumBatchingWindowSeconds }: EventSourceMappingDefinition,
  { queues, clock }: CollectDeps,
): Promise<{ messages: QueueMessage[]; release: () => void }> {
  const queueName = queueNameOf(queueArn);
  const receive = (missingCount: number, seconds: number): Promise<QueueMessage[]> =>
    queues.receive(queueName, { maxMessages: Math.min(missingCount, maxMessagesPerReceive), waitSeconds: seconds });

  const messages = await receive(batchSize, waitSeconds);
  let release = clock.hold();
  const windowEndMs = clock.nowMs() + maximumBatchingWindowSeconds * 1_000;
  try {
    while (messages.length > 0 && messages.length < batchSize && clock.nowMs() < windowEndMs) {
      const more = await receive(batchSize - messages.length, 0);
      messages.push(...more);
      if (more.length > 0) continue;
      release();
      await clock.sleep(Math.min(windowPollMs, windowEndMs - clock.nowMs()));
      release = clock.hold();
    }
  } catch (error) {
    release();
    throw error;
  }
  return { messages, release };
}
