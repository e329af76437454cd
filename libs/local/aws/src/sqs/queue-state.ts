import { type EngineInFlight, type EngineQueue, type EngineQueuedMessage, type EngineStore } from './fauxqs-engine';
import { type FifoMessage, type FifoQueue } from './fifo/fifo-queue';
import { deduplicationOf } from './fifo/mend-fifo-queue';
import { engineQueueUrl } from './queue-urls';
import { checkQueueRecords, type SavedMessage, type SavedQueue } from './saved-queue-forms';

/** What of the engine's queue is saved and put back, beside what is read elsewhere. */
interface WholeQueue extends Omit<FifoQueue, 'delayedMessages' | 'inflightMessages' | 'messages'> {
  readonly messages: EngineQueuedMessage[];
  readonly delayedMessages: EngineQueuedMessage[];
  readonly inflightMessages: Map<string, EngineInFlight>;
  readonly tags: ReadonlyMap<string, string>;
  createdTimestamp: number;
  lastModifiedTimestamp: number;
}

const whole = (queue: EngineQueue): WholeQueue => queue as unknown as WholeQueue;

const asFifo = (queue: WholeQueue): FifoQueue => queue as unknown as FifoQueue;

/** @returns JSON texts, one per queue and one per message, of this moment. */
export function dumpQueues(store: EngineStore): string[] {
  return [...store.allQueues()].map(whole).flatMap((queue) => {
    const { name, arn, attributes, tags, createdTimestamp, lastModifiedTimestamp, sequenceCounter } = queue;
    const saved: SavedQueue = {
      ...{ name, arn, attributes, createdTimestamp, lastModifiedTimestamp },
      tags: Object.fromEntries(tags),
      ...(queue.isFifo() && { fifo: { sequenceCounter, sent: deduplicationOf(asFifo(queue)).list() } }),
    };
    const visible = [...queue.messages, ...[...queue.fifoMessages.values()].flat()];
    const delayed = [...queue.delayedMessages, ...[...queue.fifoDelayed.values()].flat()];
    const messages: SavedMessage[] = [
      ...visible.map((message) => ({ queue: name, state: 'visible' as const, message })),
      ...delayed.map((message) => ({ queue: name, state: 'delayed' as const, message })),
      ...[...queue.inflightMessages.values()].map((message) => ({ queue: name, state: 'inFlight' as const, message })),
    ];
    return [saved, ...messages].map((record) => JSON.stringify(record));
  });
}

/**
 * Puts queues and messages back into an empty store.
 *
 * @param records - What {@link dumpQueues} gave, parsed.
 * @returns The queues, whose timers are to be set.
 * @throws {SavedRecordError} One has another form; nothing has been put back then. Not retryable.
 */
export function loadQueues(records: readonly unknown[], store: EngineStore): EngineQueue[] {
  const queues = new Map<string, WholeQueue>();
  for (const record of checkQueueRecords(records)) {
    if ('state' in record) putBack(record, queues.get(record.queue)!);
    else queues.set(record.name, createQueue(record, store));
  }
  return [...store.allQueues()];
}

function createQueue(saved: SavedQueue, store: EngineStore): WholeQueue {
  const queue = whole(
    store.createQueue(saved.name, engineQueueUrl(saved.name), saved.arn, saved.attributes, saved.tags),
  );
  queue.createdTimestamp = saved.createdTimestamp;
  queue.lastModifiedTimestamp = saved.lastModifiedTimestamp;
  if (saved.fifo) {
    queue.sequenceCounter = saved.fifo.sequenceCounter;
    deduplicationOf(asFifo(queue)).load(saved.fifo.sent);
  }
  return queue;
}

function putBack(record: SavedMessage, queue: WholeQueue): void {
  if (record.state === 'inFlight') {
    queue.inflightMessages.set(record.message.receiptHandle, record.message);
    if (queue.isFifo()) lock(queue, record.message.message as FifoMessage);
  } else if (queue.isFifo()) {
    const groups = record.state === 'delayed' ? queue.fifoDelayed : queue.fifoMessages;
    const message = record.message as FifoMessage;
    groups.set(message.messageGroupId, [...(groups.get(message.messageGroupId) ?? []), message]);
  } else if (record.state === 'delayed') queue.delayedMessages.push(record.message);
  else queue.messages.push(record.message);
}

const lock = ({ fifoLockedGroups }: WholeQueue, { messageGroupId: group }: FifoMessage): void =>
  void fifoLockedGroups.set(group, (fifoLockedGroups.get(group) ?? 0) + 1);
