import { type QueryExecution } from '../execution/query-execution';
import { type GroupGathering } from './group-gathering';
import { namesIn } from './query-columns';
import { type StoresQuery } from './stores-query';
import { StoreScan } from './store-scan';

/** Gives the events that a query matches to its groups, in the order of arrival, and counts them. */
export function scanGroups(query: StoresQuery, execution: QueryExecution, gathering: GroupGathering): void {
  const names = [...query.steps.conditions, ...gathering.expressions].flatMap(namesIn);
  for (const store of query.stores) {
    const scan = new StoreScan(store, query, execution, names);
    const take = gathering.forStore(scan.columns);
    for (const chunk of store.chunks) {
      const scanned = scan.scan(chunk, execution.recordsScanned);
      execution.recordsScanned += scanned.count;
      execution.bytesScanned += chunk.byteCountOf(scanned.rows, scanned.count);
      const matched = scan.filter(scanned);
      execution.recordsMatched += matched.count;
      take(matched);
    }
  }
}
