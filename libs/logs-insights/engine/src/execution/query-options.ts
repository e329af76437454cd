/** What a query is run with besides its events. */
export interface QueryOptions {
  /** Epoch seconds, inclusive; unbounded when left out. */
  readonly startTime?: number;
  /** Epoch seconds; the whole second belongs to the range. Unbounded when left out. */
  readonly endTime?: number;
  /** The most rows to give; a `limit` in the query can only lower it. By default what the query says, else 10,000. */
  readonly limit?: number;
  /** Shown in `@log`, and what `SOURCE` chooses by. */
  readonly logGroupName?: string;
  /** Shown in `@log`. */
  readonly accountId?: string;
  /** What `now()` reads, epoch milliseconds; without it `now()` gives a missing value. */
  readonly nowMs?: number;
}

/** One cell; a missing value has none. */
export interface ResultField {
  readonly field: string;
  readonly value: string;
}

/** What a query had to look at. */
export interface QueryStatistics {
  /** Events that passed the filters, before they were grouped and limited. */
  readonly recordsMatched: number;
  /** Events in the range of time. */
  readonly recordsScanned: number;
  /** The UTF-8 length of their messages. */
  readonly bytesScanned: number;
}

/** What a query gives, in the shape of GetQueryResults. */
export interface QueryResult {
  readonly rows: readonly (readonly ResultField[])[];
  readonly statistics: QueryStatistics;
}
