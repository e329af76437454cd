import { type ParsedQuery } from '../parser/parse-query';
import { type LogEvent } from './event-row';
import { type QueryOptions, type QueryResult } from './query-options';
import { startQuery } from './start-query';

/** What to ask, and of which events. */
export interface QueryRun extends QueryOptions {
  /** The text, or what `parseQuery` made of it. */
  readonly query: string | ParsedQuery;
  readonly events: Iterable<LogEvent>;
}

/**
 * Runs a Logs Insights query over log events, in one pass and without keeping more of them than the query needs.
 *
 * @param run - `limit`, where given, is a positive whole number.
 * @returns The rows as GetQueryResults gives them: every value a text, a missing one left out, `@ptr` last in rows that
 * are not aggregated. Raw rows come newest first, those of `by bin(...)` too; other groups in the order of appearance.
 * @throws {UnsupportedQueryError} AWS would run the query and this engine can't. Not retryable.
 * @throws {MalformedQueryError} The query is wrong. Not retryable.
 * @throws {QueryLimitError} `unnest`, `expand` or `parse ... multi` makes more than 100,000 rows of one event, or more than
 * 1,000,000 that all have to be kept. Not retryable with the same events.
 * @throws {RangeError} `limit` is not a positive whole number. Not retryable.
 * @example
 * runQuery({
 *   query: 'filter is_group = 1 | stats count(*) as calls',
 *   events: [{ timestamp: 0, message: '{"is_group":1}' }],
 * }).rows; // [[{ field: 'calls', value: '1' }]]
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
export function runQuery({ query, events, ...options }: QueryRun): QueryResult {
  const running = startQuery(query, options);
  for (const event of events) running.add(event);
  return running.finish();
}
