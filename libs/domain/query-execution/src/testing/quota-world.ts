import { type QueryJob, runPaceOf, splitDelay } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import { createJsonLog } from '@pulso/kit/logging';
import { defined } from '@pulso/kit/text-limits';
import { type Random } from '@pulso/kit/time';

import { type RunQuery } from '../ports';
import { type ProcessQueryJobsDeps, processQueryJobs } from '../process-query-jobs';
import { JobQueue } from './job-queue';
import { VirtualClock } from './virtual-clock';

/** When the world begins, epoch ms. */
export const worldStartMs = 1_800_000_000_000;

type Outcome = Extract<RunEvent, { type: 'query-finished' }>['outcome'];

export interface QuotaWorldOptions {
  readonly seed: number;
  /** How long a query runs. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Calls per second of StartQuery and GetQueryResults each, and queries that run at once. */
const callsPerSecond = 10;
const maxConcurrentQueries = 100;

/** How long a call to Logs Insights takes, ms. */
const callMs = 60;

/**
 * One account with the quotas of Logs Insights, one queue of jobs and its workers, on a clock that jumps from event to
 * event. The workers run the real code; the same seed gives the same run.
 */
export class QuotaWorld {
  readonly calls = { start: 0, poll: 0, stop: 0, throttled: 0 };
  /** By run and query, in the order of arrival. */
  readonly outcomes = new Map<string, Outcome[]>();
  lastOutcomeAtMs = 0;
  /** When the query that took longest to come to an answer had it. */
  lastAnswerAtMs = 0;
  /** What must not happen where no port fails, by the name of its log line. */
  readonly warnings: string[] = [];

  readonly #options: QuotaWorldOptions;
  readonly #random: Random;
  readonly #clock = new VirtualClock(worldStartMs);
  readonly #queue: JobQueue;
  readonly #tokens = new Map<string, { count: number; atMs: number }>();
  readonly #endsAtMs = new Map<string, number>();

  constructor(options: QuotaWorldOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#queue = new JobQueue(this.#clock, this.#random, (messages) => processQueryJobs(messages, this.#deps));
  }

  get queueTrouble(): JobQueue['trouble'] {
    return this.#queue.trouble;
  }

  /** Puts the jobs of a run into the queue, as the dispatcher does. */
  dispatch(runId: string, queryCount: number, giveUpAfterMs = 540_000): void {
    const { pace, startAfterMs } = runPaceOf(queryCount, runId);
    for (let index = 0; index < queryCount; index += 1) {
      const { delaySeconds, waitMs } = splitDelay(startAfterMs(index));
      const body: QueryJob = {
        ...jobFields,
        logGroupNames: ['/aws/lambda/bot'],
        runId,
        queryId: `q-${index}`,
        giveUpAtMs: this.#clock.nowMs + giveUpAfterMs,
        ...defined({ pace }),
        waitMs,
      };
      this.#queue.send(body, delaySeconds);
    }
  }

  /** Runs until nothing is left to happen. */
  runToEnd(): Promise<void> {
    return this.#clock.runToEnd();
  }

  readonly #runQuery: RunQuery = {
    start: async () => {
      this.calls.start += 1;
      const insightsQueryId = `i-${this.calls.start}`;
      await this.#clock.sleep(callMs);
      if (!this.#takeToken('start') || this.#countRunning() >= maxConcurrentQueries) {
        this.calls.throttled += 1;
        return { status: 'throttled' };
      }
      const endsAtMs = this.#clock.nowMs + this.#latencyMs();
      this.#endsAtMs.set(insightsQueryId, endsAtMs);
      this.lastAnswerAtMs = Math.max(this.lastAnswerAtMs, endsAtMs);
      return { status: 'started', insightsQueryId };
    },
    poll: async (insightsQueryId) => {
      this.calls.poll += 1;
      await this.#clock.sleep(callMs);
      if (!this.#takeToken('poll')) {
        this.calls.throttled += 1;
        return { status: 'throttled' };
      }
      const endsAtMs = this.#endsAtMs.get(insightsQueryId);
      if (endsAtMs === undefined) return { status: 'ended', insightsStatus: 'Cancelled' };
      if (endsAtMs > this.#clock.nowMs) return { status: 'running' };
      const statistics = { recordsMatched: 1, recordsScanned: 1, bytesScanned: 1 };
      return { status: 'complete', rows: [[{ field: 'calls', value: '1' }]], statistics };
    },
    stop: async (insightsQueryId) => {
      this.calls.stop += 1;
      this.#endsAtMs.delete(insightsQueryId);
    },
  };

  readonly #deps: ProcessQueryJobsDeps = {
    runQuery: this.#runQuery,
    publishRunEvent: async ({ runId, queryId, outcome }) => {
      const id = `${runId}/${queryId}`;
      this.outcomes.set(id, [...(this.outcomes.get(id) ?? []), outcome]);
      this.lastOutcomeAtMs = this.#clock.nowMs;
    },
    handOnJob: async (job, delaySeconds) => {
      this.#queue.send(job, delaySeconds);
      return 'accepted';
    },
    pauseMessages: (pauses) => this.#queue.pauseMessages(pauses),
    clock: { nowMs: () => this.#clock.nowMs, sleep: (durationMs) => this.#clock.sleep(durationMs) },
    random: () => this.#random(),
    pollBudgetMs: 13_000,
    log: createJsonLog((line) => this.#noteWarning(JSON.parse(line)), { clock: { nowMs: () => this.#clock.nowMs } }),
  };

  #noteWarning({ level, event }: { level: string; event: string }): void {
    if (level !== 'INFO') this.warnings.push(event);
  }

  /** As many calls at once as a second allows, then as they come free again. */
  #takeToken(operation: string): boolean {
    const bucket = this.#tokens.get(operation) ?? { count: callsPerSecond, atMs: this.#clock.nowMs };
    const count = Math.min(callsPerSecond, bucket.count + ((this.#clock.nowMs - bucket.atMs) / 1000) * callsPerSecond);
    this.#tokens.set(operation, { count: count < 1 ? count : count - 1, atMs: this.#clock.nowMs });
    return count >= 1;
  }

  #countRunning(): number {
    return [...this.#endsAtMs.values()].filter((endsAtMs) => endsAtMs > this.#clock.nowMs).length;
  }

  /** Log-normal through the two given points: 2.326 is the normal distribution's 99th percentile. */
  #latencyMs(): number {
    const { medianMs, p99Ms } = this.#options;
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return medianMs * (p99Ms / medianMs) ** (normal / 2.326);
  }
}

const jobFields = {
  schemaVersion: 1,
  queryString: 'stats count(*) as calls',
  startTimeSeconds: 1,
  endTimeSeconds: 2,
  attempt: 0,
  restartCount: 0,
} as const;

/** A linear congruential generator (Numerical Recipes): random enough for waits, and the same for the same seed. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
