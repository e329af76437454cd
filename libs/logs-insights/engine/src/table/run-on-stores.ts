import { QueryExecution } from '../execution/query-execution';
import { type QueryOptions, type QueryResult } from '../execution/query-options';
import { groupsAsTheyCome, startEventStage } from '../execution/run-stages';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { detached } from './detached';
import { type EventStore } from './event-store';
import { GroupGathering } from './group-gathering';
import { type ResolvedGrouping, resolveGrouping } from './resolve-grouping';
import { resolveSteps } from './resolve-steps';
import { type RowNeed, rowNeedOf } from './row-need';
import { scanGroups } from './scan-groups';
import { scanRows } from './scan-rows';
import { type StoresQuery } from './stores-query';
import { type TableChunk } from './table-chunk';

/** Runs a query over the events of several stores, one store after the other. */
export function runOnStores(
  text: string | ParsedQuery,
  stores: readonly EventStore[],
  options: QueryOptions,
): QueryResult {
  const parsed = typeof text === 'string' ? parseQuery(text) : text;
  const [stage] = parsed.plan.stages;
  const steps = resolveSteps(stage?.steps ?? []);
  const isResolved = steps.rest.every(({ type }) => type === 'define');
  const grouping = stage && isResolved && groupsAsTheyCome(stage) ? stage.grouping : undefined;
  const resolved = grouping && resolveGrouping(grouping, steps.resolve);
  const query = { parsed, stores, options, steps };
  return withDetachedValues(resolved ? runGrouping(query, resolved) : runRows(query));
}

function runGrouping(query: StoresQuery, resolved: ResolvedGrouping): QueryResult {
  let gathering: GroupGathering | undefined;
  const execution = new QueryExecution(query.parsed, query.options, (_stage, context) => {
    const started = new GroupGathering(resolved, context);
    gathering = started;
    return { keepsRows: false, add: () => false, finish: () => started.finish() };
  });
  if (gathering) scanGroups(query, execution, gathering);
  return execution.finish();
}

function runRows(query: StoresQuery): QueryResult {
  let need: RowNeed = { type: 'all' };
  const execution = new QueryExecution(query.parsed, query.options, (stage, context, maxRows) => {
    const hasFiniteTimes = query.stores.every((store) => store.chunks.every(isOfFiniteTimes));
    need = rowNeedOf(stage, query.steps, { maxRows, hasFiniteTimes });
    return startEventStage({ ...stage, steps: query.steps.rest }, context, maxRows);
  });
  scanRows(query, execution, need);
  return execution.finish();
}

const isOfFiniteTimes = ({ minMs, maxMs }: TableChunk): boolean => Number.isFinite(minMs) && Number.isFinite(maxMs);

/** Results may be kept for long, and then should not keep the messages of whole chunks. */
const withDetachedValues = ({ rows, statistics }: QueryResult): QueryResult => ({
  rows: rows.map((row) => row.map(({ field, value }) => ({ field, value: detached(value) }))),
  statistics,
});
