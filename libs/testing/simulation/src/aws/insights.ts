import { AwsError } from '@pulso/world/aws';
import { type QueryCourse, QueryRegistry } from '@pulso/world/logs';
import { type SeededRandom } from '@pulso/world/time';

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
  /** The number that a query starting now finds, by its text and the end of its window. */
  readonly answerNow: (queryString: string, windowEndMs: number) => number;
  readonly watcher: {
    onQueryFault(kind: 'query-ends' | 'query-hangs' | 'query-refused'): void;
    onCall(operation: 'GetQueryResults' | 'StartQuery' | 'StopQuery', isThrottled: boolean): void;
    onComplete(windowEndMs: number): void;
    /** Called when a caller learns that a query has ended without an answer. */
    onEnded(queryString: string, windowEndMs: number): void;
  };
}

interface AskedQuery {
  readonly queryString: string;
  readonly windowEndMs: number;
  /** What it finds. */
  readonly value: number;
}

const maxQueryMs = 60 * 60 * 1000;

/** Logs Insights of one account: the local cloud's queries and quotas, with latencies and known answers. */
export class Insights {
  readonly #options: InsightsOptions;
  readonly #draw: SeededRandom;
  readonly #queries: QueryRegistry<AskedQuery>;
  /** Ids of queries that never answer and were not stopped. */
  readonly #hanging = new Set<string>();
  #queryCount = 0;

  constructor(options: InsightsOptions) {
    this.#options = options;
    this.#draw = options.kernel.draws.of('insights');
    this.#queries = new QueryRegistry({ nowMs: () => options.kernel.nowMs });
  }

  /** @param windowEndMs - End of its window, exclusive. */
  start(queryString: string, windowEndMs: number): { queryId: string } {
    this.#admit('StartQuery');
    const { latencyMs, faults, watcher, answerNow } = this.#options;
    if (this.#draw.chance(faults.queryRefused)) {
      watcher.onQueryFault('query-refused');
      throw this.#draw.chance(0.5)
        ? new AwsError('ResourceNotFoundException', 'Log group does not exist.')
        : new AwsError('MalformedQueryException', 'unexpected symbol found');
    }
    const queryId = `insights-${(this.#queryCount += 1)}`;
    let course: QueryCourse = { scheduledMs: 0, runningMs: drawFrom(latencyMs, this.#draw), end: 'Complete' };
    if (this.#draw.chance(faults.queryEnds)) {
      watcher.onQueryFault('query-ends');
      course = { ...course, end: this.#draw.pick(['Failed', 'Cancelled', 'Timeout']) };
    } else if (this.#draw.chance(faults.queryHangs)) {
      watcher.onQueryFault('query-hangs');
      course = { ...course, runningMs: maxQueryMs, end: 'Timeout' };
      this.#hanging.add(queryId);
    }
    this.#queries.start(queryId, { queryString, windowEndMs, value: answerNow(queryString, windowEndMs) }, course);
    return { queryId };
  }

  results(queryId: string): {
    status: string;
    results?: { field: string; value: string }[][];
    statistics?: { recordsMatched: number; recordsScanned: number; bytesScanned: number };
  } {
    this.#admit('GetQueryResults');
    const query = this.#queries.get(queryId);
    const status = this.#queries.statusOf(query);
    const { value, queryString, windowEndMs } = query.about;
    if (status === 'Running') return { status };
    if (status !== 'Complete') {
      this.#options.watcher.onEnded(queryString, windowEndMs);
      return { status };
    }
    this.#options.watcher.onComplete(windowEndMs);
    return {
      status,
      results: [[{ field: 'count(*)', value: String(value) }]],
      statistics: { recordsMatched: value, recordsScanned: 2 * value, bytesScanned: 5_000_000 },
    };
  }

  stop(queryId: string): { success: boolean } {
    this.#options.watcher.onCall('StopQuery', false);
    this.#queries.stop(queryId);
    this.#hanging.delete(queryId);
    return { success: true };
  }

  /** The unstopped queries that never answer, or the running ones, if they are more. */
  abandonedCount(): number {
    return Math.max(this.#hanging.size, this.#queries.unfinishedCount());
  }

  #admit(operation: 'GetQueryResults' | 'StartQuery'): void {
    let isThrottled = true;
    try {
      this.#queries.admit(operation);
      isThrottled = false;
    } finally {
      this.#options.watcher.onCall(operation, isThrottled);
    }
  }
}
