import { type LocalClock } from '@pulso/world/time';
import { QueryLimitError, type QueryResult } from '@pulso/logs-insights';

import { AwsError } from '../service';
import {
  type QueryData,
  type QueryToRun,
  runOnFirstHalf,
  type RunningQuery,
  runWhole,
  type StartedQuery,
} from './run-query';

/** The most queries that are scheduled or running at once in an account. */
export const maxConcurrentQueries = 100;

/** Results are kept for seven days. */
const resultLifetimeMs = 7 * 86_400_000;

/** How long a query stays in its first two statuses, in milliseconds of the local cloud's clock. */
export interface QueryLatency {
  readonly scheduledMs: number;
  readonly runningMs: number;
}

/** How a query can end. */
export type QueryEnd = 'Complete' | 'Failed' | 'Timeout' | 'Cancelled';

export type QueryStatus = 'Scheduled' | 'Running' | QueryEnd;

/** A query as DescribeQueries tells of it. Times are epoch milliseconds. */
export interface ListedQuery {
  readonly description: StartedQuery;
  readonly status: QueryStatus;
  readonly startedAtMs: number;
  readonly runsAtMs: number;
  readonly endsAtMs: number;
  readonly result: QueryResult;
}

interface Query extends RunningQuery {
  status: QueryStatus;
  readonly runsAtMs: number;
  endsAtMs: number;
  result: QueryResult;
  cancelTimers: () => void;
}

export interface QueryRegistryDeps extends QueryData {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  readonly latencyOf: (query: StartedQuery) => QueryLatency;
  readonly endOf: (query: StartedQuery) => QueryEnd;
}

const noResult: QueryResult = { rows: [], statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };

/**
 * The queries of the account, each walking from Scheduled over Running to its end by the clock.
 *
 * A query sees the events that are stored when it becomes Complete. While it is Running it shows rows over the first
 * half of them, so that a caller who takes partial rows for an answer gets wrong numbers here as on AWS.
 */
export class QueryRegistry {
  readonly #queries = new Map<string, Query>();
  readonly #deps: QueryRegistryDeps;

  constructor(deps: QueryRegistryDeps) {
    this.#deps = deps;
  }

  /** @throws {AwsError} LimitExceededException: too many queries run at once. Retryable later. */
  start(toRun: QueryToRun): void {
    this.#forgetOld();
    const unfinished = [...this.#queries.keys()].filter((queryId) => isUnfinished(this.get(queryId).status));
    if (unfinished.length >= maxConcurrentQueries) {
      throw new AwsError(
        'LimitExceededException',
        `Account maximum query concurrency limit of [${maxConcurrentQueries}] reached.`,
      );
    }
    const { clock, latencyOf } = this.#deps;
    const { scheduledMs, runningMs } = latencyOf(toRun.description);
    const startedAtMs = clock.nowMs();
    const runsAtMs = startedAtMs + scheduledMs;
    const endsAtMs = runsAtMs + runningMs;
    const query: Query = {
      ...toRun,
      status: 'Scheduled',
      startedAtMs,
      runsAtMs,
      endsAtMs,
      result: noResult,
      cancelTimers: () => undefined,
    };
    // The timers make a clock that jumps stop at each change, and the result be that of its moment.
    const timers = [runsAtMs, endsAtMs].map((atMs) => clock.setTimer(atMs, () => this.#advance(query)));
    query.cancelTimers = () => timers.forEach((cancel) => cancel());
    this.#queries.set(toRun.description.queryId, query);
  }

  /** @throws {AwsError} ResourceNotFoundException: no such query. Not retryable. */
  get(queryId: string): {
    readonly status: QueryStatus;
    readonly result: QueryResult;
    readonly description: StartedQuery;
  } {
    return this.#find(queryId);
  }

  /** @returns The queries of the last seven days, the newest first. */
  list(): readonly ListedQuery[] {
    this.#forgetOld();
    const queries = [...this.#queries.values()].reverse();
    for (const query of queries) this.#advance(query);
    return queries;
  }

  /** @throws {AwsError} ResourceNotFoundException, or InvalidParameterException: it has ended. Not retryable. */
  stop(queryId: string): void {
    const query = this.#find(queryId);
    if (!isUnfinished(query.status)) {
      throw new AwsError('InvalidParameterException', `Query with ID ${queryId} is not running: ${query.status}`);
    }
    this.#end(query, 'Cancelled');
  }

  /** Cancels every timer; the queries stay as they are. */
  close(): void {
    for (const query of this.#queries.values()) query.cancelTimers();
  }

  #find(queryId: string): Query {
    const query = this.#queries.get(queryId);
    if (!query)
      throw new AwsError('ResourceNotFoundException', `Query with ID ${queryId.slice(0, 100)} does not exist.`);
    this.#advance(query);
    return query;
  }

  #advance(query: Query): void {
    const nowMs = this.#deps.clock.nowMs();
    if (!isUnfinished(query.status)) return;
    if (nowMs >= query.endsAtMs) this.#end(query, this.#deps.endOf(query.description));
    else if (nowMs >= query.runsAtMs && query.status === 'Scheduled') {
      query.status = 'Running';
      this.#answer(query, () => runOnFirstHalf(query, this.#deps));
    }
  }

  #end(query: Query, status: QueryEnd): void {
    query.cancelTimers();
    query.status = status;
    query.endsAtMs = Math.min(query.endsAtMs, this.#deps.clock.nowMs());
    query.result = noResult;
    if (status === 'Complete') this.#answer(query, () => runWhole(query, this.#deps));
  }

  /** A query that makes more rows than may be held has Failed. */
  #answer(query: Query, run: () => QueryResult): void {
    try {
      query.result = run();
    } catch (error) {
      if (!(error instanceof QueryLimitError)) throw error;
      query.cancelTimers();
      query.status = 'Failed';
      query.result = noResult;
    }
  }

  #forgetOld(): void {
    const oldestMs = this.#deps.clock.nowMs() - resultLifetimeMs;
    for (const [queryId, { endsAtMs }] of this.#queries) if (endsAtMs < oldestMs) this.#queries.delete(queryId);
  }
}

const isUnfinished = (status: QueryStatus): boolean => status === 'Scheduled' || status === 'Running';
