import {
  type FittedLines,
  type Line,
  bold,
  cellSpans,
  code,
  fitLines,
  joined,
  maxRowLength,
  plain,
  rowSpans,
} from '../view/chat-lines';
import { clip } from '../view/line-text';
import { type ReportView } from '../view/report-view';
import { type CellView, type TableView, maxTableRows } from '../view/table-view';
import { lengthOf, totalLengthOf } from './message-lines';

/**
 * Fits tables into a message, all with the same number of rows: as many of the first rows as there is room for, and
 * without any row when there is little. Tables for which even that is too much are counted.
 *
 * @param linesWith - Gives the lines of all tables with so many rows.
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 */
export function fitTables(
  linesWith: (rowCount: number) => Line[],
  { texts }: ReportView,
  maxLength: number,
): FittedLines {
  const wantedCount = linesWith(maxTableRows).length;
  for (let rowCount = maxTableRows; rowCount > 0; rowCount -= 1) {
    const lines = linesWith(rowCount);
    if (totalLengthOf(lines) <= maxLength) return { lines, leftOutCount: wantedCount - lines.length };
  }
  // A line for each table.
  const names = linesWith(0);
  const { lines, leftOutCount } = fitLines(names, lengthOf, maxLength, (keptCount) => [
    plain(texts.andMoreQuestions(names.length - keptCount)),
  ]);
  const tail = leftOutCount > 0 ? 1 : 0;
  return { lines, leftOutCount: wantedCount - (lines.length - tail) };
}

/**
 * Gives the lines of tables: one line for a list of names with their numbers; else its name with its columns, a line per
 * row, and how many rows there are besides.
 *
 * What the numbers of a list count is said once for lists that count the same.
 *
 * @param rowCount - 0: name and number of rows, in one line.
 */
export const tableLines = (tables: readonly TableView[], rowCount: number): Line[] =>
  tables.flatMap((table, index): Line[] => {
    const { title, columns } = table;
    const rows = table.rows.slice(0, rowCount);
    if (rows.length === 0) return [[bold(title), plain(`: ${table.restText(0)}`)]];
    const rest = restLines(table, rowCount);
    const measure = measureOf(table);
    if (measure !== undefined) {
      const isSaid = index > 0 && measure === measureOf(tables[index - 1]);
      const entries = joined([...rows.map((row) => rowSpans(row, ' ')), ...rest]);
      return [[bold(title), plain(isSaid ? ': ' : ` (${measure}): `), ...entries]];
    }
    const names = clip(columns.map((column) => column.title).join(', '), maxRowLength);
    const ranked = rows.map((row, rank) => [plain(`${rank + 1}. `), ...rowSpans(row, ' · ')]);
    return [[bold(title), plain(` (${names}):`)], ...ranked, ...rest];
  });

/** What the numbers of a list count. undefined for a table of another shape. */
const measureOf = (table: TableView | undefined): string | undefined =>
  table?.columns.length === 2 && table.columns[1]?.align === 'right' ? table.columns[1].title : undefined;

function restLines({ restText }: TableView, rowCount: number): Line[] {
  const text = restText(rowCount);
  return text === '' ? [] : [[plain(text)]];
}

/** Characters of the longest bar: with a number and a name they stand in a line of a phone. */
const barLength = 10;

/** A month of days has room, and a day of hours. */
const maxBarRows = 31;

/** Gives a line for each row of a table that is the whole answer, its bar first, so that bars begin below each other. */
export function barLines(table: TableView): Line[] {
  const rows = table.rows.slice(0, maxBarRows);
  if (rows.length === 0) return [[plain(table.restText(0))]];
  const largest = Math.max(...rows.map(valueOf));
  const lines = rows.map((row): Line => {
    const [name, count] = [row[0], row.at(-1)];
    const nameSpans = name?.kind === 'data' ? cellSpans({ text: name.text, kind: 'data' }) : [plain(name?.text ?? '')];
    return [code(barOf(valueOf(row), largest)), plain(` ${count?.text ?? ''} `), ...nameSpans];
  });
  return [...lines, ...restLines(table, maxBarRows)];
}

const valueOf = (row: readonly CellView[]): number => row.at(-1)?.value ?? 0;

/** What is there at all has a bar. */
function barOf(value: number, largest: number): string {
  const length = largest > 0 ? Math.round((value / largest) * barLength) : 0;
  return '▇'.repeat(value > 0 ? Math.max(length, 1) : 0).padEnd(barLength, '\u2007');
}
