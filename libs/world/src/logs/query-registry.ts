import { AwsError } from '../aws';

/** How a query can end. */
export type QueryEnd = 'Cancelled' | 'Complete' | 'Failed' | 'Timeout';

export type QueryStatus = QueryEnd | 'Running' | 'Scheduled';

/** The course of a query if no caller stops it: the length of its first two statuses, and its end. */
export interface QueryCourse {
  readonly scheduledMs: number;
  readonly runningMs: number;
  readonly end: QueryEnd;
}

/** A query that was started. Times are epoch milliseconds. */
export interface RegisteredQuery<About> {
  readonly queryId: string;
  readonly about: About;
  readonly startedAtMs: number;
  readonly runsAtMs: number;
  endsAtMs: number;
  end: QueryEnd;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const maxConcurrentQueries = 100;
const maxCallsPerSecond = 10;

/** Results are kept for seven days. */
const resultLifetimeMs = 7 * 86_400_000;

/**
 * The queries of one account, with AWS's limits. Each goes from Scheduled over Running to its end by the clock. Callers
 * compute the answers.
 */
export class QueryRegistry<About> {
  readonly #clock: { readonly nowMs: () => number };
  readonly #queries = new Map<string, RegisteredQuery<About>>();
  readonly #unfinished = new Set<RegisteredQuery<About>>();
  readonly #rates = { StartQuery: new CallRate(), GetQueryResults: new CallRate() };

  constructor(clock: { readonly nowMs: () => number }) {
    this.#clock = clock;
  }

  /** Counts a call. @throws {AwsError} ThrottlingException: it comes too early. Retryable later. */
  admit(operation: 'GetQueryResults' | 'StartQuery'): void {
    if (!this.#rates[operation].take(this.#clock.nowMs())) throw new AwsError('ThrottlingException', 'Rate exceeded');
  }

  /** @throws {AwsError} LimitExceededException: too many queries run at once. Retryable later. */
  start(queryId: string, about: About, course: QueryCourse): RegisteredQuery<About> {
    this.#forgetOld();
    if (this.unfinishedCount() >= maxConcurrentQueries) {
      const message = `Account maximum query concurrency limit of [${maxConcurrentQueries}] reached.`;
      throw new AwsError('LimitExceededException', message);
    }
    const startedAtMs = this.#clock.nowMs();
    const runsAtMs = startedAtMs + course.scheduledMs;
    const endsAtMs = runsAtMs + course.runningMs;
    const query = { queryId, about, startedAtMs, runsAtMs, endsAtMs, end: course.end };
    this.#queries.set(queryId, query);
    this.#unfinished.add(query);
    return query;
  }

  statusOf({ runsAtMs, endsAtMs, end }: RegisteredQuery<About>): QueryStatus {
    const nowMs = this.#clock.nowMs();
    if (nowMs >= endsAtMs) return end;
    return nowMs >= runsAtMs ? 'Running' : 'Scheduled';
  }

  /** @throws {AwsError} ResourceNotFoundException: no such query. Not retryable. */
  get(queryId: string): RegisteredQuery<About> {
    const query = this.#queries.get(queryId);
    if (query) return query;
    throw new AwsError('ResourceNotFoundException', `Query with ID ${queryId.slice(0, 100)} does not exist.`);
  }

  /** @throws {AwsError} ResourceNotFoundException, or InvalidParameterException: it has ended. Not retryable. */
  stop(queryId: string): RegisteredQuery<About> {
    const query = this.get(queryId);
    const nowMs = this.#clock.nowMs();
    if (nowMs >= query.endsAtMs) {
      throw new AwsError('InvalidParameterException', `Query with ID ${queryId} is not running: ${query.end}`);
    }
    query.end = 'Cancelled';
    query.endsAtMs = nowMs;
    return query;
  }

  /** @returns The queries of the last seven days, the newest first. */
  list(): readonly RegisteredQuery<About>[] {
    this.#forgetOld();
    return [...this.#queries.values()].reverse();
  }

  unfinishedCount(): number {
    const nowMs = this.#clock.nowMs();
    for (const query of this.#unfinished) if (query.endsAtMs <= nowMs) this.#unfinished.delete(query);
    return this.#unfinished.size;
  }

  #forgetOld(): void {
    const oldestMs = this.#clock.nowMs() - resultLifetimeMs;
    for (const [queryId, { startedAtMs }] of this.#queries) {
      if (startedAtMs >= oldestMs) return;
      this.#queries.delete(queryId);
    }
  }
}

/** A bucket that holds one second's calls and fills evenly. */
class CallRate {
  #tokens = maxCallsPerSecond;
  #atMs = 0;

  /** @returns Whether a call may be made. */
  take(nowMs: number): boolean {
    this.#tokens = Math.min(maxCallsPerSecond, this.#tokens + ((nowMs - this.#atMs) * maxCallsPerSecond) / 1000);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
