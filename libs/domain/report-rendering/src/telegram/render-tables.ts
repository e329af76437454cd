import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { leftToRightMarkAfter } from '../left-to-right-mark';
import { plainTextOf } from '../plain-text-of';
import { clip } from '../view/clip';
import {
  type CellView,
  type TableView,
  maxTableRows,
  restInWords,
  unshownInWords,
  withFirstRows,
} from '../view/table-view';
import { type FittedLines, fitLines, totalLengthOf } from './fit-lines';

const maxLineLength = 120;

/**
 * Fits tables into a message, all with the same number of rows: as many of the first rows as there is room for, and
 * without any row when there is little. Tables for which even that is too much are counted.
 *
 * @param linesWith - Gives the lines of all tables with so many rows.
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 */
export function fitTables(linesWith: (rowCount: number) => Html[], texts: ReportTexts, maxLength: number): FittedLines {
  const wantedCount = linesWith(maxTableRows).length;
  for (let rowCount = maxTableRows; rowCount > 0; rowCount -= 1) {
    const lines = linesWith(rowCount);
    if (totalLengthOf(lines) <= maxLength) return { lines, leftOutCount: wantedCount - lines.length };
  }
  // A line for each table.
  const names = linesWith(0);
  const { lines, leftOutCount } = fitLines(
    names,
    maxLength,
    (keptCount) => html`${texts.andMoreQuestions(names.length - keptCount)}`,
  );
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
export const tableLines = (tables: readonly TableView[], texts: ReportTexts, rowCount: number): Html[] =>
  tables.flatMap((table, index) => {
    const first = withFirstRows(table, rowCount);
    const { title, rows: shown, columns, restCount } = first;
    const name = html`<b>${inertText(title)}</b>`;
    if (shown.length === 0) return [html`${name}: ${unshownInWords(restCount, texts)}`];
    const rest = restCount > 0 ? [html`${restInWords(first, texts)}`] : [];
    const measure = measureOf(table);
    if (measure !== undefined) {
      const isSaid = index > 0 && measure === measureOf(tables[index - 1]);
      const entries = joinHtml([...shown.map((row) => cellsOf(row, ' ')), ...rest], ' · ');
      return [html`${name}${isSaid ? '' : ` (${inertText(measure)})`}: ${entries}`];
    }
    return [
      html`${name} (${inertText(clip(columns.map((column) => column.title).join(', '), maxLineLength))}):`,
      ...shown.map((row, rank) => html`${rank + 1}. ${cellsOf(row, ' · ')}`),
      ...rest,
    ];
  });

/** What the numbers of a list count. undefined for a table of another shape. */
const measureOf = (table: TableView | undefined): string | undefined =>
  table?.columns.length === 2 && table.columns[1]?.align === 'right' ? table.columns[1].title : undefined;

/** The best of a table in a few words, for the first line of a message. */
export const firstRow = ({ title, rows: [row], restCount }: TableView, texts: ReportTexts): Html =>
  html`${inertText(title)}: ${row ? cellsOf(row, ' ') : texts.rows(restCount)}`;

/** As many of the cells as a phone shows in a line or two. */
function cellsOf(cells: readonly CellView[], separator: string): Html {
  let length = 0;
  const shown = cells.map(cellHtml).filter((cell) => {
    length += plainTextOf(cell).length + separator.length;
    return length <= maxLineLength;
  });
  return joinHtml(shown, separator);
}

/** Nothing of what people or logs wrote is clickable in `<code>`, and a time stands apart from the number after it. */
function cellHtml({ kind, text, change }: CellView): Html {
  const mark = leftToRightMarkAfter(text);
  if (change !== undefined) return html`${inertText(text)} (${change})`;
  return kind === 'data' || kind === 'hour' ? html`<code>${text}</code>${mark}` : html`${inertText(text)}${mark}`;
}
