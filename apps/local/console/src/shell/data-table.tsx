import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';

import { problem } from '../state/overview';
import { formatCount } from './format';
import { Icon } from './icon';

interface ColumnOptions<Row> {
  /** Whether its texts are numbers, which stand at the right as numbers themselves do. */
  readonly isNumber?: boolean;
  /** What a click on the heading sorts by; null: the row comes last. */
  readonly sortBy?: (row: Row) => string | number | null;
  /** Of a table of lines: how wide it is, characters. */
  readonly width?: number;
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
  /** Whether each row has one line: of many, those in view are there. */
  readonly hasLines?: boolean;
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

/** A table. One without lines becomes a list of cards where there is no room for it. */
export function DataTable<Row>({ rows, empty = 'The stacks declare none.', ...table }: DataTableProps<Row>) {
  if (!rows) return <Asking />;
  if (rows.length === 0) return <p class="card faint">{empty}</p>;
  return <Table {...table} rows={rows} />;
}

/** The height of a line as styles.css has it, pixels, and how many lines are there at a time. */
const [lineHeight, lineCount] = [30, 80];

function Table<Row>({ label, rows, columns, keyOf, isBad, hasLines = false }: TableProps<Row>) {
  const [sorted, setSorted] = useState({ by: '', isDescending: false });
  const [first, setFirst] = useState(0);
  const { sortBy } = columns.find(([heading]) => heading === sorted.by)?.[2] ?? {};
  const all = useMemo(() => (sortBy ? sortRows(rows, sortBy, sorted.isDescending) : rows), [rows, sorted]);
  const end = hasLines ? Math.min(first + lineCount, all.length) : all.length;
  const onScroll = ({ currentTarget: { scrollTop } }: { readonly currentTarget: HTMLElement }): void => {
    // In steps, so that not every turn of the wheel draws it anew.
    const step = Math.floor(scrollTop / lineHeight / 20) * 20;
    if (hasLines) setFirst(Math.max(0, Math.min(step - 20, all.length - lineCount)));
  };
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={label} onScroll={onScroll}>
      <table class={hasLines ? 'lines' : ''} role="table" aria-label={label} aria-rowcount={all.length + 1}>
        {hasLines && (
          <colgroup>
            {columns.map(([heading, , { width = 8 } = {}]) => (
              <col key={heading} style={{ width: `calc(${width}ch + 2 * var(--gap))` }} />
            ))}
          </colgroup>
        )}
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
          <Room rows={first} />
          {all.slice(first, end).map((row, index) => (
            <tr key={keyOf?.(row) ?? first + index} role="row" class={isBad?.(row) ? 'bad' : ''}>
              {columns.map(([heading, cell, { isNumber } = {}]) => {
                const content = cell(row, first + index);
                const isCount = typeof content === 'number';
                return (
                  <td key={heading} role="cell" class={isNumber || isCount ? 'number' : ''} data-heading={heading}>
                    <div>{isCount ? formatCount(content) : content}</div>
                  </td>
                );
              })}
            </tr>
          ))}
          <Room rows={all.length - end} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of lines that are not in view. */
const Room = ({ rows }: { readonly rows: number }) =>
  rows === 0 ? null : <tr aria-hidden="true" style={{ height: `${rows * lineHeight}px` }} />;

interface PagerProps {
  readonly isFirst: boolean;
  readonly onFirst: () => void;
  /** undefined: the last page is shown. */
  readonly onNext: (() => void) | undefined;
}

/** Leads through what does not fit on one page; shows nothing where all of it does. */
export const Pager = ({ isFirst, onFirst, onNext }: PagerProps) =>
  isFirst && !onNext ? null : (
    <p class="row">
      <button type="button" aria-disabled={isFirst} onClick={onFirst}>
        First page
      </button>
      <button type="button" aria-disabled={!onNext} onClick={onNext}>
        Next page
      </button>
    </p>
  );

interface FilterProps {
  readonly label: string;
  /** What stands there at first. */
  readonly text: string;
  readonly onFilter: (text: string) => void;
}

/** A pause in typing after which the local cloud is asked, ms. */
const filterAfterMs = 250;

/** A field that narrows what is shown below it. */
export function Filter({ label, text, onFilter }: FilterProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => onFilter(typed), filterAfterMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label class="card row">
      <Icon name="questions" /> {label}
      <input
        type="search"
        maxLength={300}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </label>
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
