/** A query that was accepted, for hooks that decide how long it takes and how it ends. */
export interface StartedQuery {
  readonly queryId: string;
  /** 1 for the first query of the service, 2 for the next. */
  readonly ordinal: number;
  readonly queryString: string;
  readonly logGroupNames: readonly string[];
  /** Epoch seconds, inclusive. */
  readonly startTime: number;
  /** Epoch seconds, inclusive. */
  readonly endTime: number;
  /** Who started it: a function's name, or `administrator`. */
  readonly principal: string;
}

/** How long a query stays in its first two statuses, in milliseconds of the local cloud's clock. */
export interface QueryLatency {
  readonly scheduledMs: number;
  readonly runningMs: number;
}

/** How a query can end. */
export type QueryEnd = 'Complete' | 'Failed' | 'Timeout' | 'Cancelled';
