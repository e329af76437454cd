/** One way of asking another program. The first of several is the plain one, the others try to be faster. */
export interface Way {
  /** A word or two that tell it from the other ways. */
  readonly label: string;
  /** A program of jq, or a statement of DuckDB. */
  readonly text: string;
}

/** A program of jq that prints the answer's rows as one JSON list of lists. */
export interface JqWay extends Way {
  /** How it reads: `-n` values of JSON, `-nR` lines. */
  readonly flags: '-n' | '-nR';
}

/** One question, in the words of each contender; all of them mean the same and must give the same rows. */
export interface Question {
  readonly name: string;
  readonly asks: string;
  /** Its columns are the answer's, in this order; the first one tells rows apart. */
  readonly insights: string;
  readonly jq: readonly [JqWay, ...JqWay[]];
  readonly duckDb: {
    /** Over a table or view `events` that has `timestamp` (BIGINT) and `message` (VARCHAR). */
    readonly overMessages: readonly [Way, ...Way[]];
    /** Over the table that `loadedEvents` makes, whose columns were taken out of the messages beforehand. */
    readonly overColumns: string;
  };
}
