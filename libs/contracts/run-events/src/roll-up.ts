import { jsonBytes } from '@pulso/kit/telegram';

import { type BoundedRows, type Row, boundRows, resultLimits } from './bound-rows';
import { type ResultTable } from './run-event';

/** The cells of a table: rows are grouped by one, and the other is summed. */
export interface RollUp {
  readonly by: string;
  readonly sum: string;
  /** True: rows without the cell `by` become one row without it, so that the table adds up to all rows. */
  readonly isWhole?: true | undefined;
}

/** A table of sums, and the sum of its omitted rows. Absent: no omitted rows, or unknown. */
type RolledUp = BoundedRows & { readonly omittedSum?: number };

/**
 * Sums up the rows of a result into a table of two columns, so that one query can answer several questions: from counts
 * by command and source, one table by command and one by source.
 *
 * @param rows - From GetQueryResults, in any order. If a request has no command, the cell `by` is missing or empty: AWS
 *   does not document which. Such a row counts only in a whole table. A row whose cell `sum` is not a number does not
 *   count.
 * @param omittedRowCount - How many rows of the result were left out before: each may have been one of the table.
 * @param maxBytes - For the rows. Default: that of a whole result.
 * @returns Rows of the cells `by` and `sum`, largest sum first, equal sums in the order of their keys (code units);
 *   bounded as {@link boundRows} does it.
 */
export function rollUp(
  rows: readonly Row[],
  { by, sum, isWhole }: RollUp,
  omittedRowCount = 0,
  maxBytes: number = resultLimits.maxBytes,
): RolledUp {
  const sums = [...valuesByKey(rows, by, sum, isWhole === true)]
    .map(([key, values]) => ({ key, total: totalOf(values) }))
    // Insights leaves out numbers that are too large, too. A sum of zero says nothing.
    .filter(({ total }) => Number.isFinite(total) && total !== 0)
    .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  const table = sums.map(({ key, total }) => [
    ...(key === '' ? [] : [{ field: by, value: key }]),
    { field: sum, value: numberText(total) },
  ]);
  const bounded = boundRows(table, omittedRowCount, maxBytes);
  const omitted = sums.slice(bounded.rows.length);
  // Rows that were left out before have no known sum.
  return omitted.length === 0 || omittedRowCount > 0
    ? bounded
    : { ...bounded, omittedSum: totalOf(omitted.map(({ total }) => total)) };
}

/**
 * Sums up the rows of a result into several tables, which together stay within the bytes of one result.
 *
 * @param tables - In the order in which their rows get room: later tables get what a small one leaves. With four of
 *   them, each has room for at least one row.
 * @param omittedRowCount - How many rows of the result were left out before.
 */
export function rollUpTables(
  rows: readonly Row[],
  tables: readonly (RollUp & { readonly tableId: string })[],
  omittedRowCount = 0,
): ResultTable[] {
  const results: ResultTable[] = [];
  for (const [index, { tableId, ...columns }] of tables.entries()) {
    // The empty table stands for the comma and the names around its rows.
    const empty = { tableId, rows: [], omittedRowCount: rows.length + omittedRowCount, omittedSum: -1e-300 };
    const leftBytes = resultLimits.maxBytes - jsonBytes(results);
    const maxBytes = Math.floor(leftBytes / (tables.length - index)) - jsonBytes(empty);
    results.push({ tableId, ...rollUp(rows, columns, omittedRowCount, maxBytes) });
  }
  return results;
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @returns By key; rows without a key are under the empty key if the table is whole. */
function valuesByKey(rows: readonly Row[], by: string, sum: string, isWhole: boolean): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = row.find(({ field }) => field === by)?.value ?? '';
    const text = row.find(({ field }) => field === sum)?.value ?? '';
    if ((key === '' && !isWhole) || !numberPattern.test(text)) continue;
    groups.set(key, [...(groups.get(key) ?? []), Number(text)]);
  }
  return groups;
}

/** Sorts first: floating-point sums depend on their order, and the order of rows is arbitrary. */
const totalOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((a, b) => a + b, 0);

/**
 * Writes a number like `stats` in Insights: whole numbers as digits, others with four decimals, or with four significant
 * digits below 1, and never with an exponent.
 */
function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const magnitude = Math.abs(value);
  const decimals = magnitude >= 1 ? 4 : Math.min(100, 3 - Math.floor(Math.log10(magnitude)));
  return value.toFixed(decimals).replace(/\.?0+$/, '');
}
