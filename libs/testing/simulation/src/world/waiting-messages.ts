import { readQueryJob } from '@pulso/contracts/query-jobs';

import { names } from '../services/names';
import { type WatchedMessage } from '../sqs/queue-faults';
import { type Ledger } from './ledger';
import { type Statistics, countIn } from './statistics';
import { type QueuedUpdate, placeKeyOf } from './update-splits';

/**
 * How many messages of a queue may be about one piece of work that waits: it waits itself, so there is one; a job that is
 * handed on after its start, and once more after a restart, may be there three times where no answer tells.
 */
const mostMessages = 3;

interface Surroundings {
  readonly ledger: Ledger;
  readonly statistics: Statistics;
}

/**
 * Watches that messages which wait do not multiply (T8), whatever the fault: of each job that the dispatcher has sent
 * there are at most three, and at most three wait for one revision in one place, beside those whose process has died. How
 * many there can be for a place at all, {@link UpdateSplits} watches.
 */
export class WaitingMessages {
  readonly #world: Surroundings;
  /** Of the query worker's queue: how often a job was sent by the dispatcher or delivered twice, and its messages now. */
  readonly #sentJobs = new Map<string, number>();
  readonly #jobs = new Map<string, Set<string>>();
  /** Bodies of the notifier's queue, and ids of those that wait, by what they are about. */
  readonly #updates = new Map<string, string>();
  readonly #waiting = new Map<string, Set<string>>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  onPut(queueName: string, { messageId, body }: WatchedMessage): void {
    if (queueName === names.reportUpdatesQueue) this.#updates.set(messageId, body);
    if (queueName !== names.queryJobsQueue) return;
    const { runId, queryId, attempt } = readQueryJob(body);
    const key = `${runId} ${queryId}`;
    if (attempt === 0) this.#countSent(key);
    const sentCount = this.#sentJobs.get(key) ?? 1;
    // A process that dies once it has handed a job on leaves one message more.
    const mostCount = mostMessages * sentCount + this.#killCount();
    const count = this.#add(this.#jobs, key, messageId, mostCount);
    countIn(this.#world.statistics.messagesPerWork, Math.ceil(count / sentCount));
  }

  /** Two workers that have one message at a time hand its job on as if it had been sent twice. */
  onDuplicate(queueName: string, { body }: WatchedMessage): void {
    if (queueName !== names.queryJobsQueue) return;
    const { runId, queryId } = readQueryJob(body);
    this.#countSent(`${runId} ${queryId}`);
  }

  #countSent(key: string): void {
    this.#sentJobs.set(key, (this.#sentJobs.get(key) ?? 0) + 1);
  }

  /** A message waits from now on, until it is handled. */
  onWait(messageId: string): void {
    const body = this.#updates.get(messageId);
    if (body === undefined) return;
    const update = JSON.parse(body) as QueuedUpdate;
    if (update.type !== 'deliver') return;
    // One that dies before its message is handled leaves it to wait beside the message that waits next.
    const count = this.#add(this.#waiting, placeKeyOf(update), messageId, mostMessages + this.#killCount());
    countIn(this.#world.statistics.messagesPerWork, count);
  }

  onGone({ messageId, body }: WatchedMessage): void {
    if (this.#updates.delete(messageId)) {
      for (const ids of this.#waiting.values()) ids.delete(messageId);
    } else if (body.includes('"queryString"')) {
      const { runId, queryId } = readQueryJob(body);
      this.#jobs.get(`${runId} ${queryId}`)?.delete(messageId);
    }
  }

  #killCount(): number {
    return this.#world.statistics.faults['kill'] ?? 0;
  }

  #add(messages: Map<string, Set<string>>, key: string, messageId: string, mostCount: number): number {
    const ids = messages.get(key) ?? new Set();
    messages.set(key, ids.add(messageId));
    if (ids.size > mostCount) {
      this.#world.ledger.violate('messages-multiply', `${ids.size} messages are about ${key}`);
    }
    return ids.size;
  }
}
