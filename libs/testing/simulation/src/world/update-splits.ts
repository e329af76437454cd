import { type WatchedMessage } from '../sqs/queue-faults';
import { type Ledger } from './ledger';

/** What a message of the notifier's queue has, as far as it matters here. */
export interface QueuedUpdate {
  readonly type?: string;
  readonly runId?: string;
  readonly revision?: number;
  readonly destination?: {
    readonly type?: string;
    readonly chatId?: string;
    readonly messageThreadId?: number;
    readonly name?: string;
    readonly placeholderMessageId?: number;
  };
}

/** How often an update is split of which the queue allows 60 receives, and how often the SDK sends each split. */
const mostSplits = 6;
const attemptsPerSplit = 2;

/** Watches that an update is split a few times at the most, whatever the fault (D1). */
export class UpdateSplits {
  readonly #ledger: Pick<Ledger, 'violate'>;
  /** Of each revision: how many updates there were, and deliveries in each place. */
  readonly #updateCounts = new Map<string, number>();
  readonly #deliveryCounts = new Map<string, number>();

  constructor(ledger: Pick<Ledger, 'violate'>) {
    this.#ledger = ledger;
  }

  /** A message has come to the notifier's queue. */
  onPut(update: QueuedUpdate): void {
    if (update.type === 'report-update') this.#countUpdate(update);
    if (update.type === 'deliver') this.#countDelivery(update);
  }

  /** A message counts its receives anew, or comes twice with the same count. */
  onCountedAnew({ body }: WatchedMessage): void {
    if (body.includes('"type":"report-update"')) this.#countUpdate(JSON.parse(body) as QueuedUpdate);
  }

  #countUpdate(update: QueuedUpdate): void {
    const key = revisionKeyOf(update);
    this.#updateCounts.set(key, (this.#updateCounts.get(key) ?? 0) + 1);
  }

  #countDelivery(update: QueuedUpdate): void {
    const key = placeKeyOf(update);
    const count = (this.#deliveryCounts.get(key) ?? 0) + 1;
    this.#deliveryCounts.set(key, count);
    const updateCount = this.#updateCounts.get(revisionKeyOf(update)) ?? 0;
    if (count <= updateCount * mostSplits * attemptsPerSplit) return;
    this.#ledger.violate('messages-multiply', `${updateCount} updates have left ${count} deliveries for ${key}`);
  }
}

const revisionKeyOf = ({ runId, revision }: QueuedUpdate): string => `${runId} ${revision}`;

/** @returns What the message is about: one revision in one place. */
export const placeKeyOf = ({ runId, revision, destination = {} }: QueuedUpdate): string => {
  const { type, chatId, messageThreadId, name, placeholderMessageId } = destination;
  return [runId, revision, type, chatId ?? name, messageThreadId, placeholderMessageId].join(' ');
};
