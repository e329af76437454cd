import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { problem } from '../state/overview';

interface ColumnOptions {
  /** Whether it holds numbers, which stand at the right. */
  readonly isNumber?: boolean;
  /** Of a table of lines: how wide it is, characters. */
  readonly width?: number;
}

/** `place` is that of the row among all, from 0. */
export type Column<Row> = readonly [
  heading: string,
  cell: (row: Row, place: number) => ComponentChildren,
  options?: ColumnOptions,
];

interface DataTableProps<Row> {
  /** What a screen reader calls the table. */
  readonly label: string;
  /** undefined: not known yet. */
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  /** What a row keeps when others come in front of it; default: its place. */
  readonly keyOf?: (row: Row) => string;
  /** Rows that a person must look at. */
  readonly isBad?: (row: Row) => boolean;
  /** What to do when there is none. */
  readonly empty?: string;
  /** Whether each row has one line: of many, those in view are there. */
  readonly hasLines?: boolean;
}

/** Stands where an answer of the local cloud will. */
export const Asking = () => (
  <p class="faint">{problem.value === undefined ? 'Asking the local cloud…' : 'There is no answer; see above.'}</p>
);

/** The height of a line as styles.css has it, pixels, and how many lines are there at a time. */
const [lineHeight, lineCount] = [31, 80];

/** A table in a box that scrolls. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, keyOf, isBad, empty = 'The stacks declare none.', hasLines = false } = props;
  const [top, setTop] = useState(0);
  if (!rows) return <Asking />;
  if (rows.length === 0) return <p class="card faint">{empty}</p>;
  const first = hasLines ? Math.max(0, Math.min(top - 20, rows.length - lineCount)) : 0;
  const end = hasLines ? first + lineCount : rows.length;
  const onScroll = ({ currentTarget: { scrollTop } }: { readonly currentTarget: HTMLElement }): void => {
    // In steps, so that not every turn of the wheel draws it anew.
    setTop(Math.floor(scrollTop / lineHeight / 20) * 20);
  };
  return (
    <div class="box" tabIndex={0} role="group" aria-label={label} onScroll={onScroll}>
      <table class={hasLines ? 'lines' : ''} aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map(([heading, , { isNumber, width } = {}]) => (
              <th
                key={heading}
                scope="col"
                class={isNumber ? 'number' : ''}
                style={hasLines ? { width: `calc(${width}ch + 2 * var(--gap))` } : {}}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Room rows={first} />
          {rows.slice(first, end).map((row, index) => (
            <tr key={keyOf?.(row) ?? first + index} class={isBad?.(row) ? 'bad' : ''}>
              {columns.map(([heading, cell, { isNumber } = {}]) => (
                <td key={heading} class={isNumber ? 'number' : ''}>
                  <div>{cell(row, first + index)}</div>
                </td>
              ))}
            </tr>
          ))}
          <Room rows={rows.length - end} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of lines that are not in view. */
const Room = ({ rows }: { readonly rows: number }) =>
  rows <= 0 ? null : <tr aria-hidden="true" style={{ height: `${rows * lineHeight}px` }} />;
