import { type QueryContext } from '../functions/function-definition';
import { type Stage } from '../plan/query-plan';
import { type SortKey } from '../syntax/command';
import { compareNaturally } from '../values/compare-values';
import { type Value, scalarOf } from '../values/value';
import { compileExpression } from './compile-expression';
import { type WritableRow, keyOf } from './row';

/** Puts the newest event first, and of those with one timestamp the one that came last (unverified). */
const newestFirst = (left: WritableRow, right: WritableRow): number =>
  right.timestamp - left.timestamp || right.ordinal - left.ordinal;

/** Sorts, drops repetitions and cuts off, always in this order; the order of commands in the query is irrelevant. */
export function arrangeRows<R extends WritableRow>(
  rows: readonly R[],
  { sortKeys, dedupNames, rowLimit }: Stage,
  context: QueryContext,
): readonly R[] {
  const sorted = sortKeys.length > 0 ? sortRows(rows, sortKeys, context) : rows;
  const distinct = dedupNames.length > 0 ? dropRepetitions(sorted, dedupNames) : sorted;
  return rowLimit === undefined ? distinct : distinct.slice(0, rowLimit);
}

/** A row with the values that it is sorted by. */
interface SortedRow<R> {
  readonly row: R;
  readonly values: readonly Value[];
}

/** An order of rows; what it compares is computed once for each row. */
interface RowOrder<R> {
  prepare(row: R): SortedRow<R>;
  compare(left: SortedRow<R>, right: SortedRow<R>): number;
}

/** @returns The order by the keys, and between rows that they leave equal that of their events, newest first. */
function compileOrder<R extends WritableRow>(sortKeys: readonly SortKey[], context: QueryContext): RowOrder<R> {
  const keys = sortKeys.map(({ item }) => compileExpression<R>(item.expression, { context }));
  return {
    prepare: (row) => ({ row, values: keys.map((evaluate) => scalarOf(evaluate(row))) }),
    compare: (left, right) => compareKeys(left.values, right.values, sortKeys) || newestFirst(left.row, right.row),
  };
}

/** Sorts stably. A map or a list as a key counts as missing. */
function sortRows<R extends WritableRow>(rows: readonly R[], sortKeys: readonly SortKey[], context: QueryContext): R[] {
  const { prepare, compare } = compileOrder<R>(sortKeys, context);
  return rows
    .map(prepare)
    .sort(compare)
    .map(({ row }) => row);
}

function compareKeys(left: readonly Value[], right: readonly Value[], sortKeys: readonly SortKey[]): number {
  for (const [index, { descending }] of sortKeys.entries()) {
    const order = compareNaturally(left[index], right[index]);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Rows that miss one of the fields repeat nothing and are all kept. */
function dropRepetitions<R extends WritableRow>(rows: readonly R[], names: readonly string[]): readonly R[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = names.map((name) => scalarOf(row.get(name)));
    if (values.includes(undefined)) return true;
    const key = keyOf(values);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

/** How many rows beyond the limit are kept before sorting: enough to sort seldom, few enough for little memory. */
const spareRows = 10_000;

/** Collects rows and keeps the first in their order: rows behind the last needed one are dropped. */
export class FirstRows {
  readonly #limit: number;
  readonly #order: RowOrder<WritableRow>;
  #rows: Sorted[] = [];
  #last: Sorted | undefined;

  /**
   * @param limit - How many are needed; Infinity for all.
   * @param sortKeys - Rows that they leave equal have the newest event first.
   */
  constructor(limit: number, sortKeys: readonly SortKey[], context: QueryContext) {
    this.#limit = limit;
    this.#order = compileOrder(sortKeys, context);
  }

  add(row: WritableRow): void {
    const added = this.#order.prepare(row);
    if (this.#last && this.#order.compare(added, this.#last) > 0) return;
    this.#rows.push(added);
    if (this.#rows.length < 2 * this.#limit + spareRows) return;
    this.#rows = this.#rows.sort(this.#order.compare).slice(0, this.#limit);
    this.#last = this.#rows.at(-1);
  }

  /** @returns The rows in their order; those beyond the limit are still among them, or gone. */
  all(): readonly WritableRow[] {
    return this.#rows.sort(this.#order.compare).map(({ row }) => row);
  }
}

type Sorted = ReturnType<RowOrder<WritableRow>['prepare']>;
