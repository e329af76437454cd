import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { problem } from '../state/overview';
import { formatCount } from './format';
import { Icon } from './icon';

interface ColumnOptions {
  /** Whether its texts are numbers, which stand at the right as numbers themselves do. */
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
            {columns.map(([heading, cell, { isNumber, width } = {}]) => (
              <th
                key={heading}
                scope="col"
                class={isNumber || typeof cell(rows[0] as Row, 0) === 'number' ? 'number' : ''}
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
              {columns.map(([heading, cell, { isNumber } = {}]) => {
                const content = cell(row, first + index);
                const isCount = typeof content === 'number';
                return (
                  <td key={heading} class={isNumber || isCount ? 'number' : ''}>
                    <div>{isCount ? formatCount(content) : content}</div>
                  </td>
                );
              })}
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
