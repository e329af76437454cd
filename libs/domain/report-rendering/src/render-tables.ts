import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html } from '@pulso/telegram-html';

import { clip } from './view/clip';
import { type FittedLines, fitLines, totalLengthOf } from './fit-lines';

export type Table = NonNullable<ReportContent['tables']>[number];
type Row = Table['rows'][number];

/** Rows that a table shows when there is room: a list longer than this is not read on a phone. */
export const maxTableRows = 10;

const maxCellLength = 40;
const maxLineLength = 120;

/**
 * Renders tables, all with the same number of rows: as many of the first rows as there is room for, and without any row
 * when there is little. Tables for which even that is too much are counted.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 */
export function renderTables(
  tables: readonly Table[],
  nameOf: (table: Table) => string,
  maxLength: number,
): FittedLines {
  const linesWith = (rowCount: number): Html[] => tables.flatMap((table) => tableLines(table, nameOf(table), rowCount));
  const wantedCount = linesWith(maxTableRows).length;
  for (let rowCount = maxTableRows; rowCount > 0; rowCount -= 1) {
    const lines = linesWith(rowCount);
    if (totalLengthOf(lines) <= maxLength) return { lines, leftOutCount: wantedCount - lines.length };
  }
  const { lines, leftOutCount } = fitLines(
    linesWith(0),
    maxLength,
    (keptCount) => html`and ${tables.length - keptCount} more questions`,
  );
  const tail = leftOutCount > 0 ? 1 : 0;
  return { lines, leftOutCount: wantedCount - (lines.length - tail) };
}

/**
 * Gives the lines of one table: its name with its columns, the first rows, and how many there are besides.
 *
 * @param rowCount - 0: its name and the number of its rows, in one line.
 */
export function tableLines({ rows, omittedRowCount = 0 }: Table, name: string, rowCount: number): Html[] {
  const shown = rows.slice(0, rowCount);
  const restCount = rows.length - shown.length + omittedRowCount;
  if (shown.length === 0) return [html`${name}: ${restCount} ${restCount === 1 ? 'row' : 'rows'}`];
  const columns = columnsOf(rows);
  return [
    html`${name} (${clip(columns.map(shownCell).join(', '), maxLineLength)}):`,
    ...shown.map((row, index) => html`${index + 1}. ${rowText(row, columns)}`),
    ...(restCount > 0 ? [html`and ${restCount} more`] : []),
  ];
}

/** The best of a table in a few words, for the first line of a message. */
export const firstRowText = ({ rows }: Table): string => rowText(rows[0] ?? [], columnsOf(rows));

/** A missing value has no cell, so no single row is sure to have every column. */
const columnsOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.slice(0, maxTableRows).flatMap((row) => row.map(({ field }) => field))),
];

const rowText = (row: Row, columns: readonly string[]): string =>
  clip(
    columns.map((column) => shownCell(row.find(({ field }) => field === column)?.value ?? '')).join(' · '),
    maxLineLength,
  ) || '–';

const shownCell = (value: string): string => clip(value, maxCellLength) || '–';
