import { type QueryContext } from '../functions/function-definition';
import { type Stage } from '../plan/query-plan';
import { type SortKey } from '../syntax/command';
import { compareNaturally } from '../values/natural-order';
import { type Value, isStructure } from '../values/value';
import { compileExpression } from './compile-expression';
import { keyOf } from './group-rows';
import { type Row, type WritableRow } from './row';

/** Puts the newest event first, and of those with one timestamp the one that came last (unverified). */
export const newestFirst = (left: WritableRow, right: WritableRow): number =>
  right.timestamp - left.timestamp || right.ordinal - left.ordinal;

/** Sorts, drops repetitions and cuts off, in this order, whatever the order in the text. */
export function arrangeRows<R extends Row>(
  rows: readonly R[],
  { sortKeys, dedupNames, rowLimit }: Stage,
  context: QueryContext,
): readonly R[] {
  const sorted = sortKeys.length > 0 ? sortRows(rows, sortKeys, context) : rows;
  const distinct = dedupNames.length > 0 ? dropRepetitions(sorted, dedupNames) : sorted;
  return rowLimit === undefined ? distinct : distinct.slice(0, rowLimit);
}

/** Sorts stably. A map or a list as a key counts as missing. */
export function sortRows<R extends Row>(rows: readonly R[], sortKeys: readonly SortKey[], context: QueryContext): R[] {
  const keys = sortKeys.map(({ item }) => compileExpression<R>(item.expression, { context }));
  const decorated = rows.map((row) => ({ row, values: keys.map((evaluate) => plain(evaluate(row))) }));
  decorated.sort((left, right) => compareKeys(left.values, right.values, sortKeys));
  return decorated.map(({ row }) => row);
}

const plain = (value: Value): Value => (isStructure(value) ? undefined : value);

function compareKeys(left: readonly Value[], right: readonly Value[], sortKeys: readonly SortKey[]): number {
  for (const [index, { descending }] of sortKeys.entries()) {
    const order = compareNaturally(left[index], right[index]);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Rows that miss one of the fields repeat nothing and are all kept. */
function dropRepetitions<R extends Row>(rows: readonly R[], names: readonly string[]): readonly R[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = names.map((name) => plain(row.get(name)));
    if (values.includes(undefined)) return true;
    const key = keyOf(values);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}
