import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';

import { problem } from '../state/overview';
import { formatCount } from './format';

interface ColumnOptions<Row> {
  /** Whether its texts are numbers, which stand at the right as numbers themselves do. */
  readonly isNumber?: boolean;
  /** What a click on the heading sorts by; null: the row comes last. */
  readonly sortBy?: (row: Row) => string | number | null;
}

/** `place` is that of the row among those that are shown, from 0. */
export type Column<Row> = readonly [
  heading: string,
  cell: (row: Row, place: number) => ComponentChildren,
  options?: ColumnOptions<Row>,
];

interface TableProps<Row> {
  /** What a screen reader calls the table. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** What a row keeps when others come in front of it; default: its place. */
  readonly keyOf?: (row: Row) => string;
  /** Rows that a person must look at. */
  readonly isBad?: (row: Row) => boolean;
  /** Whether it scrolls in a box, and each row has one line. */
  readonly isBoxed?: boolean;
}

interface DataTableProps<Row> extends Omit<TableProps<Row>, 'rows'> {
  /** undefined: not known yet. */
  readonly rows: readonly Row[] | undefined;
  /** What to do when there is none. */
  readonly empty?: string;
}

/** Stands where an answer of the local cloud will. */
export const Asking = () => (
  <p class="faint">{problem.value === undefined ? 'Asking the local cloud…' : 'There is no answer; see above.'}</p>
);

const arrows = { ascending: '▲', descending: '▼' };

/** A table. One without a box becomes a list of cards where there is no room for it. */
export function DataTable<Row>({ rows, empty = 'The stacks declare none.', ...table }: DataTableProps<Row>) {
  if (!rows) return <Asking />;
  if (rows.length === 0) return <p class="card">{empty}</p>;
  return <Table {...table} rows={rows} />;
}

function Table<Row>({ label, rows, columns, keyOf, isBad, isBoxed = false }: TableProps<Row>) {
  const [sorted, setSorted] = useState({ by: '', isDescending: false });
  const { sortBy } = columns.find(([heading]) => heading === sorted.by)?.[2] ?? {};
  const all = useMemo(() => (sortBy ? sortRows(rows, sortBy, sorted.isDescending) : rows), [rows, sorted]);
  const table = (
    <table class={isBoxed ? '' : 'cards'} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(([heading, cell, { isNumber, sortBy: sorts } = {}]) => {
            const isSorted = sorts && sorted.by === heading;
            const direction = isSorted ? (sorted.isDescending ? 'descending' : 'ascending') : undefined;
            const sort = (): void => setSorted({ by: heading, isDescending: direction === 'ascending' });
            const isRight = isNumber || all.slice(0, 1).some((row) => typeof cell(row, 0) === 'number');
            return (
              <th key={heading} scope="col" role="columnheader" class={isRight ? 'number' : ''} aria-sort={direction}>
                {sorts ? (
                  <button type="button" onClick={sort}>
                    {heading} {direction && arrows[direction]}
                  </button>
                ) : (
                  heading
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {all.map((row, place) => (
          <tr key={keyOf?.(row) ?? place} role="row" class={isBad?.(row) ? 'bad' : ''}>
            {columns.map(([heading, cell, { isNumber } = {}]) => {
              const content = cell(row, place);
              const isCount = typeof content === 'number';
              return (
                <td key={heading} role="cell" class={isNumber || isCount ? 'number' : ''} data-heading={heading}>
                  <div>{isCount ? formatCount(content) : content}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!isBoxed) return table;
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={label}>
      {table}
    </div>
  );
}

interface PagerProps {
  /** undefined: the first page is shown. */
  readonly onFirst: (() => void) | undefined;
  /** undefined: the last page is shown. */
  readonly onNext: (() => void) | undefined;
}

/** Leads through what does not fit on one page; shows nothing where all of it does. */
export function Pager({ onFirst, onNext }: PagerProps) {
  // It stays while a page is asked for, and keeps the focus.
  const isNeeded = useRef(false);
  isNeeded.current ||= onFirst !== undefined || onNext !== undefined;
  if (!isNeeded.current) return null;
  return (
    <p class="row">
      <button type="button" aria-disabled={!onFirst} onClick={onFirst}>
        First page
      </button>
      <button type="button" aria-disabled={!onNext} onClick={onNext}>
        Next page
      </button>
    </p>
  );
}

/** @returns The rows by a value, those that have none last. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => string | number | null,
  isDescending: boolean,
): Row[] {
  const direction = isDescending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [left, right] = [valueOf(one), valueOf(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -direction : left > right ? direction : 0;
  });
}
