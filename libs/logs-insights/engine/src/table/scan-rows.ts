import { type QueryExecution } from '../execution/query-execution';
import { type Step } from '../plan/query-plan';
import { type Expression } from '../syntax/expression';
import { FirstRowTaker } from './first-row-taker';
import { NewestRowTaker } from './newest-row-taker';
import { namesIn } from './query-columns';
import { QueryPiece } from './query-piece';
import { type RowNeed, makesOneRow } from './row-need';
import { AllRowTaker, type RowTaker } from './row-taker';
import { type StoresQuery } from './stores-query';
import { StoreScan } from './store-scan';

/** Gives the events that a query matches to its first stage, as far as they are needed, and counts them. */
export function scanRows(query: StoresQuery, execution: QueryExecution, need: RowNeed): void {
  const { conditions, rest } = query.steps;
  const ofRows = need.type === 'all' ? namesForRows(query) : need.type === 'first' ? namesIn(need.key) : [];
  const names = [...conditions.flatMap(namesIn), ...ofRows];
  const pieces = query.stores.flatMap((store) => {
    const scan = new StoreScan(store, query, execution, names);
    return store.chunks.map((chunk) => new QueryPiece(chunk, scan, execution));
  });
  const taker = takerOf(need, ofRows, execution);
  let matchedCount = 0;
  for (const piece of taker.arrange(pieces)) {
    const matched = piece.scan.filter(piece.open());
    matchedCount += matched.count;
    taker.take(piece, matched);
  }
  taker.finish();
  if (rest.every(makesOneRow)) execution.recordsMatched = matchedCount;
}

function takerOf(need: RowNeed, names: readonly string[], { context }: QueryExecution): RowTaker {
  switch (need.type) {
    case 'all':
      return new AllRowTaker(names);
    case 'newest':
      return new NewestRowTaker(need.count);
    case 'first':
      return new FirstRowTaker(need, context);
    default:
      return need satisfies never;
  }
}

/** The fields of events that are read of every row, which those that are only shown are not. */
function namesForRows({ parsed: { plan }, steps: { rest } }: StoresQuery): readonly string[] {
  const [stage] = plan.stages;
  const sortKeys = stage?.sortKeys.map(({ item }) => item.expression) ?? [];
  const read = [...rest.map(expressionOf), ...sortKeys].flatMap(namesIn);
  // Other names are made by the steps.
  const ofEvents = new Set(plan.fieldReferences.map(({ name }) => name));
  return [...read, ...(stage?.dedupNames ?? [])].filter((name) => ofEvents.has(name));
}

function expressionOf(step: Step): Expression {
  switch (step.type) {
    case 'filter':
      return step.condition;
    case 'define':
      return step.expression;
    case 'parse':
    case 'parse-all':
      return step.source;
    case 'unnest':
    case 'expand':
      return step.operand;
    default:
      return step satisfies never;
  }
}
