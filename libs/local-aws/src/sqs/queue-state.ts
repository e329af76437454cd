import { type EngineInFlight, type EngineQueue, type EngineQueuedMessage, type EngineStore } from './fauxqs-engine';
import { engineQueueUrl } from './queue-urls';

/** A queue with its messages, as JSON. Messages are the engine's own objects, so an upgrade of it needs a new version. */
interface SavedQueue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdTimestamp: number;
  readonly lastModifiedTimestamp: number;
}

type SavedMessage =
  | { readonly queue: string; readonly state: 'visible' | 'delayed'; readonly message: EngineQueuedMessage }
  | { readonly queue: string; readonly state: 'inFlight'; readonly message: EngineInFlight };

/** What of the engine's queue is saved and put back, beside what is read elsewhere. */
interface WholeQueue extends Omit<EngineQueue, 'delayedMessages' | 'messages'> {
  readonly messages: EngineQueuedMessage[];
  readonly delayedMessages: EngineQueuedMessage[];
  readonly tags: ReadonlyMap<string, string>;
  createdTimestamp: number;
  lastModifiedTimestamp: number;
}

interface CreatingStore extends EngineStore {
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Readonly<Record<string, string>>,
    tags: Readonly<Record<string, string>>,
  ): WholeQueue;
}

/** @returns JSON texts, one per queue and one per message, of this moment. */
export function dumpQueues(store: EngineStore): string[] {
  return ([...store.allQueues()] as unknown as WholeQueue[]).flatMap((queue) => {
    const { name, arn, attributes, tags, createdTimestamp, lastModifiedTimestamp } = queue;
    const saved: SavedQueue = {
      ...{ name, arn, attributes, createdTimestamp, lastModifiedTimestamp },
      tags: Object.fromEntries(tags),
    };
    const messages: SavedMessage[] = [
      ...queue.messages.map((message) => ({ queue: name, state: 'visible' as const, message })),
      ...queue.delayedMessages.map((message) => ({ queue: name, state: 'delayed' as const, message })),
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
 */
export function loadQueues(records: readonly unknown[], store: EngineStore): EngineQueue[] {
  const queues = new Map<string, WholeQueue>();
  for (const record of records as readonly (SavedMessage | SavedQueue)[]) {
    if ('state' in record) putBack(record, queues.get(record.queue));
    else queues.set(record.name, createQueue(record, store as CreatingStore));
  }
  return [...queues.values()];
}

function createQueue(saved: SavedQueue, store: CreatingStore): WholeQueue {
  const queue = store.createQueue(saved.name, engineQueueUrl(saved.name), saved.arn, saved.attributes, saved.tags);
  queue.createdTimestamp = saved.createdTimestamp;
  queue.lastModifiedTimestamp = saved.lastModifiedTimestamp;
  return queue;
}

function putBack(record: SavedMessage, queue: WholeQueue | undefined): void {
  if (!queue) throw new Error(`There is a message of the queue ${record.queue}, and no such queue.`);
  if (record.state === 'inFlight') queue.inflightMessages.set(record.message.receiptHandle, record.message);
  else if (record.state === 'delayed') queue.delayedMessages.push(record.message);
  else queue.messages.push(record.message);
}
