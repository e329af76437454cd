import { type SeededRandom } from '@pulso/world/time';

import { named } from './client-of';
import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';

export interface InsightsFaults {
  /** A query ends as Failed, Cancelled or Timeout. */
  readonly queryEnds: number;
  /** A query never answers. */
  readonly queryHangs: number;
  /** The log group is missing, or the text does not compile. */
  readonly queryRefused: number;
}

export interface InsightsOptions {
  readonly kernel: Kernel;
  readonly faults: InsightsFaults;
  readonly latencyMs: Quantiles;
  /** The number that a query finds that starts now, by its text and the end of its window. */
  readonly answerNow: (queryString: string, windowEndMs: number) => number;
  readonly watcher: {
    onQueryFault(kind: 'query-ends' | 'query-hangs' | 'query-refused'): void;
    onCall(operation: InsightsOperation, isThrottled: boolean): void;
    onComplete(windowEndMs: number): void;
    /** A caller learns that a query is over without an answer. */
    onEnded(queryString: string, windowEndMs: number): void;
  };
}

export type InsightsOperation = 'StartQuery' | 'GetQueryResults' | 'StopQuery';

interface RunningQuery {
  readonly queryString: string;
  readonly value: number;
  readonly windowEndMs: number;
  readonly endsAtMs: number;
  readonly end: 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';
  readonly isHanging: boolean;
  isStopped: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const callsPerSecond = 10;
const maxConcurrentQueries = 100;
const maxQueryMs = 60 * 60 * 1000;

/** Logs Insights of one account: its quotas, its latencies, every way in which a query ends. */
export class Insights {
  readonly #options: InsightsOptions;
  readonly #queries = new Map<string, RunningQuery>();
  readonly #running = new Set<RunningQuery>();
  readonly #draw: SeededRandom;
  readonly #rates = { StartQuery: new CallRate(), GetQueryResults: new CallRate() };
  #queryCount = 0;

  constructor(options: InsightsOptions) {
    this.#options = options;
    this.#draw = options.kernel.draws.of('insights');
  }

  /** @param windowEndMs - End of what it asks about, not part of it. */
  start(queryString: string, windowEndMs: number): { queryId: string } {
    this.#admit('StartQuery');
    if (this.runningCount() >= maxConcurrentQueries) {
      throw named('LimitExceededException', 'Account maximum query concurrency limit of [100] reached.');
    }
    const { kernel, latencyMs, faults, watcher } = this.#options;
    if (this.#draw.chance(faults.queryRefused)) {
      watcher.onQueryFault('query-refused');
      throw this.#draw.chance(0.5)
        ? named('ResourceNotFoundException', 'Log group does not exist.')
        : named('MalformedQueryException', 'unexpected symbol found');
    }
    let runningMs = drawFrom(latencyMs, this.#draw);
    let end: RunningQuery['end'] = 'Complete';
    let isHanging = false;
    if (this.#draw.chance(faults.queryEnds)) {
      watcher.onQueryFault('query-ends');
      end = this.#draw.pick(['Failed', 'Cancelled', 'Timeout']);
    } else if (this.#draw.chance(faults.queryHangs)) {
      watcher.onQueryFault('query-hangs');
      runningMs = maxQueryMs;
      end = 'Timeout';
      isHanging = true;
    }
    this.#queryCount += 1;
    const queryId = `insights-${this.#queryCount}`;
    const endsAtMs = kernel.nowMs + runningMs;
    const value = this.#options.answerNow(queryString, windowEndMs);
    const query: RunningQuery = { queryString, value, windowEndMs, endsAtMs, end, isHanging, isStopped: false };
    this.#queries.set(queryId, query);
    this.#running.add(query);
    return { queryId };
  }

  results(queryId: string): {
    status: string;
    results?: { field: string; value: string }[][];
    statistics?: { recordsMatched: number; recordsScanned: number; bytesScanned: number };
  } {
    this.#admit('GetQueryResults');
    const query = this.#find(queryId);
    if (!query.isStopped && this.#options.kernel.nowMs < query.endsAtMs) return { status: 'Running' };
    if (query.isStopped || query.end !== 'Complete') {
      this.#options.watcher.onEnded(query.queryString, query.windowEndMs);
      return { status: query.isStopped ? 'Cancelled' : query.end };
    }
    const { value } = query;
    this.#options.watcher.onComplete(query.windowEndMs);
    return {
      status: 'Complete',
      results: [[{ field: 'count(*)', value: String(value) }]],
      statistics: { recordsMatched: value, recordsScanned: 2 * value, bytesScanned: 5_000_000 },
    };
  }

  stop(queryId: string): { success: boolean } {
    this.#options.watcher.onCall('StopQuery', false);
    const query = this.#find(queryId);
    if (query.isStopped || query.endsAtMs <= this.#options.kernel.nowMs) {
      throw named('InvalidParameterException', 'Query is not running.');
    }
    query.isStopped = true;
    return { success: true };
  }

  /** Queries that never answered and were not stopped. */
  abandonedCount(): number {
    return [...this.#queries.values()].filter(({ isHanging, isStopped }) => isHanging && !isStopped).length;
  }

  runningCount(): number {
    const nowMs = this.#options.kernel.nowMs;
    for (const query of this.#running) if (query.isStopped || query.endsAtMs <= nowMs) this.#running.delete(query);
    return this.#running.size;
  }

  #find(queryId: string): RunningQuery {
    const query = this.#queries.get(queryId);
    if (!query) throw named('ResourceNotFoundException', 'The query does not exist.');
    return query;
  }

  #admit(operation: 'StartQuery' | 'GetQueryResults'): void {
    const isAdmitted = this.#rates[operation].take(this.#options.kernel.nowMs);
    this.#options.watcher.onCall(operation, !isAdmitted);
    if (!isAdmitted) throw named('ThrottlingException', 'Rate exceeded');
  }
}

/** A bucket that holds one second's calls and fills evenly. */
class CallRate {
  #tokens = callsPerSecond;
  #atMs = 0;

  take(nowMs: number): boolean {
    this.#tokens = Math.min(callsPerSecond, this.#tokens + ((nowMs - this.#atMs) * callsPerSecond) / 1000);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
