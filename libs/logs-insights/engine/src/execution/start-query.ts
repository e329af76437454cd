import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type LogEvent } from './event-row';
import { QueryExecution } from './query-execution';
import { type QueryOptions, type QueryResult } from './query-options';

/** A query that events are being given to. */
export interface RunningQuery {
  /**
   * Takes one event; those outside the range of time or the log groups of the query are passed over.
   *
   * @throws {QueryLimitError} Too many rows would be made of the event, as `runQuery` says. Not retryable with the same
   * events, and nothing more can be done with this run.
   */
  add(event: LogEvent): void;
  /** How many events have been taken in so far. */
  readonly recordsScanned: number;
  /**
   * @returns The rows and statistics over the events so far. Call it once, at the end.
   * @throws {QueryLimitError} Too many rows would be made, as `runQuery` says. Not retryable with the same events.
   */
  finish(): QueryResult;
}

/**
 * Starts a query whose events come one by one, in any order; it keeps no more of them than it needs.
 *
 * @throws {MalformedQueryError} As `parseQuery`. Not retryable.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 */
export const startQuery = (query: string | ParsedQuery, options: QueryOptions = {}): RunningQuery =>
  new QueryExecution(typeof query === 'string' ? parseQuery(query) : query, options);
