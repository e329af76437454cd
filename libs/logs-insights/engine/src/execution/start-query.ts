import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { ExportScan, type OnLineProblem } from '../scan/export-scan';
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
  /**
   * Takes events as bytes: those of an export with one JSON object per line, which are many times faster read so than made
   * into events first. `bytesScanned` then counts the bytes of the export.
   *
   * @param onProblem - Called for each line that is no event; it is passed over.
   * @throws {QueryLimitError} By what it returns, as `add`. Not retryable.
   */
  openExport(onProblem?: OnLineProblem): Pick<ExportScan, 'write' | 'end'>;
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
export function startQuery(query: string | ParsedQuery, options: QueryOptions = {}): RunningQuery {
  const execution = new QueryExecution(typeof query === 'string' ? parseQuery(query) : query, options);
  return {
    get recordsScanned() {
      return execution.recordsScanned;
    },
    add: (event) => execution.addEvent(event),
    openExport: (onProblem = () => undefined) => new ExportScan(execution, onProblem),
    finish: () => execution.finish(),
  };
}
