import { type ParsedQuery, type QueryOptions, type QueryResult, runQuery } from '@pulso/logs-insights';

import { type LogGroup } from './log-group';
import { type LogStore } from './log-store';

/**
 * Runs a query over the events of log groups that can be found by now, at once.
 *
 * @param options - Events outside its range of time cost nothing.
 * @throws {QueryLimitError} The query makes more rows than may be held. Not retryable with the same events.
 */
export function queryLogGroups(
  store: LogStore,
  groups: readonly LogGroup[],
  query: ParsedQuery,
  options: QueryOptions = {},
): QueryResult {
  const { startTime = -Infinity, endTime = Infinity } = options;
  const range = { startMs: startTime * 1000, endMs: (endTime + 1) * 1000 };
  return runQuery({ ...options, query, events: groups.flatMap((group) => store.eventsOf(group, range)) });
}
