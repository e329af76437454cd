import { readQueryJob } from '@pulso/contracts/query-jobs';

import { names } from '../services/names';
import { type WatchedMessage } from '../sqs/simulated-queue';
import { countIn } from './statistics';
import { type Surroundings } from './surroundings';

/**
 * The most messages that may be about one waiting job: its own and, where answers are lost, one more that is re-enqueued
 * after its start and one more after a restart.
 */
const mostMessages = 3;

/**
 * The most deliveries of one update for a place: it is split at most six times in the 60 receives that its queue allows,
 * and the SDK sends each split twice.
 */
const mostDeliveries = 6 * 2;

/** The fields of a message of the notifier's queue that are read here. */
interface QueuedUpdate {
  readonly type?: string;
  readonly runId?: string;
  readonly revision?: number;
  readonly destination?: Readonly<Record<string, unknown>>;
}

/**
 * Checks that messages do not multiply, whatever the fault: each job that the dispatcher sends has at most three (T8), plus
 * one per killed process, and an update leaves at most twelve deliveries for each place (D1). No query starts without a
 * reason (I5): each delivery of a job that names no running query allows one StartQuery call for its text and window, and
 * so does each answer that a query has ended without a result.
 */
export class MessageBook {
  readonly #world: Surroundings;
  /** How often each job was sent by the dispatcher or delivered twice, and its messages now. */
  readonly #sentJobs: Record<string, number> = {};
  readonly #jobs = new Map<string, Set<string>>();
  /** Updates by revision, and deliveries by revision and place. */
  readonly #updates: Record<string, number> = {};
  readonly #deliveries: Record<string, number> = {};
  readonly #allowedStarts: Record<string, number> = {};

  constructor(world: Surroundings) {
    this.#world = world;
  }

  onJob({ messageId, body }: WatchedMessage): void {
    const { runId, queryId, attempt } = readQueryJob(body);
    const key = `${runId} ${queryId}`;
    if (attempt === 0) countIn(this.#sentJobs, key);
    const ids = this.#jobs.get(key) ?? new Set();
    this.#jobs.set(key, ids.add(messageId));
    // A process that dies after it has re-enqueued a job leaves one more message.
    const mostCount = mostMessages * (this.#sentJobs[key] ?? 1) + (this.#world.statistics.faults['kill'] ?? 0);
    if (ids.size > mostCount) this.#violate(`${ids.size} messages are about ${key}`);
    this.allowStartOf(body);
  }

  /** A job was put into its queue, or is delivered again. */
  allowStartOf(body: string): void {
    if (body.includes('"insightsQueryId"')) return;
    const { queryString, endTimeSeconds } = JSON.parse(body) as { queryString: string; endTimeSeconds: number };
    this.allowStart(queryString, endTimeSeconds);
  }

  allowStart(queryString: string, endTimeSeconds: number): void {
    countIn(this.#allowedStarts, `${endTimeSeconds} ${queryString}`);
  }

  onStart(queryString: string, endTimeSeconds: number): void {
    const key = `${endTimeSeconds} ${queryString}`;
    countIn(this.#allowedStarts, key, -1);
    if ((this.#allowedStarts[key] ?? 0) >= 0) return;
    this.#world.ledger.violate('started-twice', `StartQuery for "${queryString}" without a reason`);
  }

  onUpdate({ type, runId, revision, destination = {} }: QueuedUpdate): void {
    const update = `${runId} ${revision}`;
    if (type === 'report-update') countIn(this.#updates, update);
    if (type !== 'deliver') return;
    const place = ['type', 'chatId', 'name', 'messageThreadId', 'placeholderMessageId'].map((key) => destination[key]);
    const key = [update, ...place].join(' ');
    countIn(this.#deliveries, key);
    const updateCount = this.#updates[update] ?? 0;
    const count = this.#deliveries[key] ?? 0;
    if (count > updateCount * mostDeliveries) this.#violate(`${updateCount} updates have left ${count} for ${key}`);
  }

  /**
   * A message is delivered twice, or its receive count starts again. Two workers with the same message re-enqueue its job
   * as if it had been sent twice.
   */
  onCountedAnew(queueName: string, { body }: WatchedMessage, isDuplicate: boolean): void {
    if (body.includes('"type":"report-update"')) this.onUpdate(JSON.parse(body));
    if (queueName !== names.queryJobsQueue || !isDuplicate) return;
    const { runId, queryId } = readQueryJob(body);
    countIn(this.#sentJobs, `${runId} ${queryId}`);
  }

  onGone(queueName: string, { messageId, body }: WatchedMessage): void {
    if (queueName !== names.queryJobsQueue) return;
    const { runId, queryId } = readQueryJob(body);
    this.#jobs.get(`${runId} ${queryId}`)?.delete(messageId);
  }

  #violate(message: string): void {
    this.#world.ledger.violate('messages-multiply', message);
  }
}
