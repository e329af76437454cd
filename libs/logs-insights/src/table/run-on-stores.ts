import { QueryExecution } from '../engine/query-execution';
import { type QueryOptions, type QueryResult } from '../engine/query-options';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type EventStore } from './event-store';

/** Runs a query over the events of several stores, one store after the other. */
export function runOnStores(
  query: string | ParsedQuery,
  stores: readonly EventStore[],
  options: QueryOptions,
): QueryResult {
  const parsed = typeof query === 'string' ? parseQuery(query) : query;
  const execution = new QueryExecution(parsed, options);
  for (const store of stores) {
    for (const chunk of store.chunks) {
      for (let row = 0; row < chunk.rowCount; row += 1) execution.addEvent(store.eventAt(chunk, row));
    }
  }
  return execution.finish();
}
