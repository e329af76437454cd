import { createDeduplication, type Deduplication } from './deduplication';
import { unscopedDeduplicationId } from './deduplication-scope';
import { type FifoMessage, type FifoQueue } from './fifo-queue';

/** Of each FIFO queue, for its state. */
const deduplications = new WeakMap<object, Deduplication>();

/** @returns What a mended FIFO queue remembers of the messages of the last five minutes. */
export function deduplicationOf(queue: FifoQueue): Deduplication {
  const deduplication = deduplications.get(queue);
  if (!deduplication) throw new Error(`The queue ${queue.name} is no FIFO queue.`);
  return deduplication;
}

/**
 * Corrects what FIFO queues of fauxqs do otherwise than SQS.
 *
 * - A call gets several messages of one group, in order; fauxqs gives one of each.
 * - Messages that come back stand in the order in which they were sent; fauxqs reverses those that come back together.
 * - A dead letter is as old as it is in the dead-letter queue, comes after those that were there before, and has its
 *   message ID as its deduplication ID.
 * - Deduplication can be saved with the queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export function mendFifoQueue(queue: FifoQueue): void {
  mendOrder(queue);
  mendReceive(queue);
  const deduplication = createDeduplication();
  deduplications.set(queue, deduplication);
  queue.checkDeduplication = (id) => deduplication.check(id);
  queue.recordDeduplication = (id, messageId, sequenceNumber) => deduplication.record(id, messageId, sequenceNumber);
}

function mendOrder(queue: FifoQueue): void {
  const processTimers = queue.processTimers.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);
  const enqueue = queue.enqueue.bind(queue);
  const sort = (): void => {
    for (const group of queue.fifoMessages.values()) group.sort(bySequence);
  };
  queue.processTimers = () => {
    processTimers();
    sort();
  };
  queue.changeVisibility = (receiptHandle, timeoutSeconds) => {
    changeVisibility(receiptHandle, timeoutSeconds);
    sort();
  };
  queue.enqueue = (message) => {
    const { messageDeduplicationId: id, approximateReceiveCount: receiveCount } = message as FifoMessage;
    if (receiveCount === 0) {
      const sent = { ...message, messageDeduplicationId: unscopedDeduplicationId(id) };
      enqueue(sent);
    } else {
      const deadLetter = {
        ...message,
        messageDeduplicationId: message.messageId,
        sequenceNumber: queue.nextSequenceNumber(),
        sentTimestamp: Date.now(),
      };
      enqueue(deadLetter);
    }
  };
}

/** The engine is asked for one message after the other, and the group of each is unlocked until the call is done. */
function mendReceive(queue: FifoQueue): void {
  const dequeueFifo = queue.dequeueFifo.bind(queue);
  queue.dequeueFifo = (maxCount, visibilityTimeoutSeconds, queueOf) => {
    queue.processTimers();
    // With a visibility timeout of 0 a message would come back while the call goes on.
    const { processTimers } = queue;
    queue.processTimers = () => undefined;
    const locks = new Map<string, number>();
    const received = [];
    try {
      while (received.length < maxCount) {
        const [message] = dequeueFifo(1, visibilityTimeoutSeconds, queueOf);
        if (!message) break;
        received.push(message);
        const group = queue.inflightMessages.get(message.ReceiptHandle)?.message.messageGroupId ?? '';
        locks.set(group, (locks.get(group) ?? 0) + 1);
        queue.fifoLockedGroups.delete(group);
      }
    } finally {
      for (const [group, count] of locks) queue.fifoLockedGroups.set(group, count);
      queue.processTimers = processTimers;
    }
    return received;
  };
}

const bySequence = (left: FifoMessage, right: FifoMessage): number =>
  left.sequenceNumber < right.sequenceNumber ? -1 : 1;
