import { readQueryJob } from '@pulso/contracts/query-jobs';

import { names } from '../services/names';
import { type World } from './world';

const sendTarget = 'sqs.SendMessageBatch';

/** What a message of the notifier's queue has, as far as it matters here. */
interface Update {
  readonly type?: string;
  readonly runId?: string;
  readonly destination?: Place;
  readonly destinations?: readonly Place[];
}

interface Place {
  readonly chatId?: string;
  readonly messageThreadId?: number;
  readonly name?: string;
}

/**
 * Watches that messages which wait do not multiply (T8): the first receive of a message may leave a copy, and so may its
 * last one, but no other. Copies of the deadline are left out, since they look like what the dispatcher sends.
 */
export class WaitingCopies {
  readonly #world: Pick<World, 'ledger' | 'faults'>;
  /** How many copies may still be put in, by what they are about. */
  readonly #allowed = new Map<string, number>();

  constructor(world: Pick<World, 'ledger' | 'faults'>) {
    this.#world = world;
  }

  /** @param mayLeaveCopy - Whether it is the message's first receive or its last one. */
  onReceive(queueName: string, body: string, mayLeaveCopy: boolean): void {
    if (queueName === names.queryJobsQueue) {
      const job = readQueryJob(body);
      if (mayLeaveCopy) this.#allow(jobKeyOf(job));
      // Each receive that finds a query ended starts it anew.
      this.#allow(jobKeyOf({ ...job, insightsQueryId: undefined, restartCount: job.restartCount + 1 }));
    } else if (queueName === names.reportUpdatesQueue && mayLeaveCopy) {
      const { type, runId, destination, destinations = [] } = JSON.parse(body) as Update;
      const places = destination ? [destination] : destinations;
      for (const place of places) this.#allow(updateKeyOf(type === 'report-update' ? 'deliver' : type, runId, place));
    }
  }

  onPut(queueName: string, body: string): void {
    if (queueName === names.queryJobsQueue) {
      const job = readQueryJob(body);
      const key = jobKeyOf(job);
      // A query that was just started is news.
      if (job.attempt > 0 && (job.insightsQueryId === undefined || this.#allowed.has(key))) this.#use(key);
      else this.#allow(key, 0);
    } else if (queueName === names.reportUpdatesQueue && body.includes('"waitingSinceMs"')) {
      const { type, runId, destination = {} } = JSON.parse(body) as Update;
      this.#use(updateKeyOf(type, runId, destination));
    }
  }

  #allow(key: string, count = 1): void {
    this.#allowed.set(key, (this.#allowed.get(key) ?? 0) + count);
  }

  #use(key: string): void {
    this.#allow(key, -1);
    const { ledger, faults } = this.#world;
    const left = this.#allowed.get(key) ?? 0;
    if (left >= 0) return;
    // A client that gets no answer sends again what the queue has accepted.
    const resendCount = faults.filter(({ kind, target }) => target === sendTarget && kind !== 'kill').length;
    if (left + resendCount < 0) {
      ledger.violate('copies-multiply', `A receive that is neither the first nor the last left a copy of ${key}`);
    }
  }
}

interface JobState {
  readonly runId: string;
  readonly queryId: string;
  readonly restartCount: number;
  readonly insightsQueryId?: string | undefined;
}

const jobKeyOf = ({ runId, queryId, restartCount, insightsQueryId = '' }: JobState): string =>
  `${runId} ${queryId} ${insightsQueryId} ${restartCount}`;

const updateKeyOf = (
  type: string | undefined,
  runId: string | undefined,
  { chatId, messageThreadId, name }: Place,
): string => `${type} ${runId} ${chatId ?? name} ${messageThreadId ?? ''}`;
