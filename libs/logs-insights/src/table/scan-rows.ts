import { type QueryExecution } from '../engine/query-execution';
import { type Step } from '../plan/query-plan';
import { type Expression } from '../syntax/expression';
import { NewestRowsTaken, makesOneRow } from './newest-needed';
import { namesIn } from './query-columns';
import { type StoresQuery } from './run-on-stores';
import { StoreScan } from './store-scan';
import { type TableChunk } from './table-chunk';
import { TableRow } from './table-row';

/** A chunk with its place in the query. */
interface Piece {
  readonly scan: StoreScan;
  readonly chunk: TableChunk;
  /** How many events the query scanned before it. */
  readonly scannedBefore: number;
}

/**
 * Gives the events that a query matches to its first stage, and counts them.
 *
 * @param neededCount - How many of the newest matching events are enough; Infinity for all.
 */
export function scanRows(query: StoresQuery, execution: QueryExecution, neededCount: number): void {
  const names = namesForRows(query);
  const pieces = query.stores.flatMap((store) => {
    const scan = new StoreScan(store, query, execution, names);
    return store.chunks.map((chunk) => countScanned(scan, chunk, execution));
  });
  const isLimited = neededCount < Infinity && pieces.every(({ chunk }) => hasFiniteTimes(chunk));
  const newest = isLimited ? new NewestRowsTaken(neededCount) : undefined;
  // Rows know their place, so that chunks can come in any order.
  if (newest) pieces.sort((left, right) => right.chunk.maxMs - left.chunk.maxMs);
  let matchedCount = 0;
  for (const { scan, chunk, scannedBefore } of pieces) {
    const matched = scan.filter(scan.scan(chunk, scannedBefore));
    matchedCount += matched.count;
    if (!newest) scan.columns.read(matched, names);
    for (let index = newest?.firstWanted(matched) ?? 0; index < matched.count; index += 1) {
      const row = matched.rows[index] ?? 0;
      newest?.take(chunk.timestamps[row] ?? 0);
      execution.addRow(new TableRow(scan.columns, chunk, row, scan.columns.ordinalOf(row)));
    }
  }
  if (query.steps.rest.every(makesOneRow)) execution.recordsMatched = matchedCount;
}

function countScanned(scan: StoreScan, chunk: TableChunk, execution: QueryExecution): Piece {
  const scannedBefore = execution.recordsScanned;
  const { rows, count } = scan.scan(chunk, scannedBefore);
  execution.recordsScanned += count;
  execution.bytesScanned += chunk.byteCountOf(rows, count);
  return { scan, chunk, scannedBefore };
}

const hasFiniteTimes = ({ minMs, maxMs }: TableChunk): boolean => Number.isFinite(minMs) && Number.isFinite(maxMs);

/** The fields of events that are read of every row, which those that are only shown are not. */
function namesForRows({ parsed: { plan }, steps: { conditions, rest } }: StoresQuery): readonly string[] {
  const [stage] = plan.stages;
  const sortKeys = stage?.sortKeys.map(({ item }) => item.expression) ?? [];
  const read = [...conditions, ...rest.map(expressionOf), ...sortKeys].flatMap(namesIn);
  // Other names are made by the steps.
  const ofEvents = new Set(plan.fieldReferences.map(({ name }) => name));
  return [...new Set([...read, ...(stage?.dedupNames ?? [])])].filter((name) => ofEvents.has(name));
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
