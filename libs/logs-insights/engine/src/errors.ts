import { type QueryLocation } from './syntax/location';

/** The query is not Logs Insights QL, or this engine can't run it. Not retryable: the query is wrong. */
export class MalformedQueryError extends Error {
  override readonly name: string = 'MalformedQueryError';
  /** What the message is about, both ends inclusive, in UTF-16 units of the query. */
  readonly location: QueryLocation;

  constructor(message: string, location: QueryLocation) {
    super(message);
    this.location = location;
  }
}

/** The query uses a part of Logs Insights QL that AWS runs and this engine does not. Not retryable. */
export class UnsupportedQueryError extends MalformedQueryError {
  override readonly name: string = 'UnsupportedQueryError';
  /** The part that is missing, for example `command 'parse'`. */
  readonly feature: string;

  constructor(feature: string, location: QueryLocation) {
    super(`not supported locally: ${feature}`, location);
    this.feature = feature;
  }
}

/**
 * A run was given up because it would make too many rows. The query and the events are valid. Not retryable with the same
 * events.
 */
export class QueryLimitError extends Error {
  override readonly name: string = 'QueryLimitError';
  /** The command that made too many rows, for example `unnest ... into item`. */
  readonly command: string;
  /** How many rows it may make. */
  readonly rowCount: number;

  constructor(message: string, { command, rowCount }: Pick<QueryLimitError, 'command' | 'rowCount'>) {
    super(message);
    this.command = command;
    this.rowCount = rowCount;
  }
}

/** A regular expression can't be read, or is too large to run. Not retryable: the pattern is wrong. */
export class PatternSyntaxError extends Error {
  override readonly name: string = 'PatternSyntaxError';
  /** The first character that the message is about, in UTF-16 units of the pattern's source, from 0. */
  readonly start: number;
  /** The last one, itself part of it; for what is missing at the end of the pattern, one past its last character. */
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}
