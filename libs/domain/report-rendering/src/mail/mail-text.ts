import { inertText } from '@pulso/kit/telegram';

import { drawBars } from '../view/series';
import { type NumberView } from '../view/number-view';
import { type ReportView } from '../view/report-view';
import { type CellView, type TableView, maxTableRows } from '../view/table-view';
import { detailsText, mailTexts, maxTables, noticesOf, restOfTables } from './mail-words';

const maxCellColumns = 30;
const maxNameColumns = 40;
const minNameColumns = 12;
const maxNumberColumns = 20;
/** What is usual may be a range. */
const maxChangeColumns = 30;
const separator = '  ';

/** At most {@link maxColumns} wide; only addresses, which can't be broken, may be longer. */
export function mailTextOf(
  view: ReportView,
  chartAltText: string | undefined,
  unsubscribeUrl: string | undefined,
): string {
  const { whySent, unsubscribe } = mailTexts[view.language];
  const { anomaly, missing, missingText, closingNotes } = view;
  const blocks: (readonly string[])[] = [
    [...wrap(inertText(view.title)), ...wrap(view.window)],
    anomaly ? wrap(inertText(`${anomaly.lead}${anomaly.rest}`)) : [],
    noticesOf(view).flatMap((notice) => wrap(notice)),
    numberLines(view.headline),
    numberLines(view.body),
    ...view.details.map((details) => wrap(inertText(detailsText(details)))),
    [
      ...(missing.length > 0 && missingText !== undefined ? [missingText] : []),
      ...missing.flatMap(({ name, reason }) => wrap(`- ${inertText(name)}: ${inertText(reason)}`, '  ')),
    ],
    ...view.tables.slice(0, maxTables).map(tableLines),
    restOfTables(view) === '' ? [] : wrap(restOfTables(view)),
    chartAltText === undefined ? [] : wrap(inertText(chartAltText)),
    closingNotes.length === 0 ? [] : wrap(closingNotes.join(' ')),
    // What a mail program takes for a signature, and shows apart.
    ['-- ', ...wrap(whySent), ...(unsubscribeUrl === undefined ? [] : [`${unsubscribe}: ${unsubscribeUrl}`])],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Name, number, change and bars in columns. What leaves no room for the others is cut. */
function numberLines(numbers: readonly NumberView[]): string[] {
  const rows = numbers.map((number) => ({
    number,
    name: nameCell(number),
    text: number.text,
    change: number.change?.text ?? '',
    drawn: number.bars ? drawBars(number.bars) : '',
  }));
  const widthOf = (column: 'name' | 'text' | 'change' | 'drawn', most: number): number =>
    Math.min(most, Math.max(0, ...rows.map((row) => columnsOf(row[column]))));
  const textColumns = widthOf('text', maxNumberColumns);
  const changeColumns = widthOf('change', maxChangeColumns);
  const room = maxColumns - textColumns - changeColumns - widthOf('drawn', maxColumns) - 3 * separator.length;
  const nameColumns = widthOf('name', Math.max(minNameColumns, Math.min(maxNameColumns, room)));
  return rows.map(({ number, text, change, drawn }) => {
    const parts = [pad(nameCell(number, nameColumns), nameColumns), pad(text, textColumns, 'right')];
    if (changeColumns > 0) parts.push(pad(change, changeColumns));
    return cutToColumns([...parts, drawn].join(separator).trimEnd(), maxColumns);
  });
}

/** If there is too little room, the name is cut, and not the note. */
function nameCell({ name, note }: Pick<NumberView, 'name' | 'note'>, columns = Infinity): string {
  const end = note === undefined ? '' : ` (${note})`;
  return `${cutToColumns(inertText(name), Math.max(minNameColumns, columns - columnsOf(end)))}${inertText(end)}`;
}

function tableLines({ title, columns, rows: all, restText }: TableView): string[] {
  const head = inertText(title);
  const rows = all.slice(0, maxTableRows);
  const rest = restText(rows.length);
  if (rows.length === 0) return wrap(`${head}: ${rest}`);
  const changeIn = (row: readonly CellView[]): string => {
    const change = row.find((cell) => cell.change !== undefined)?.change;
    return change === undefined ? '' : `(${change})`;
  };
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => [...row.map(({ text }) => text), changeIn(row)]),
  ];
  const inert = cells.map((row) => row.map(inertText));
  const widths = [...columns, undefined].map((_, column) =>
    Math.min(maxCellColumns, Math.max(...inert.map((row) => columnsOf(row[column] ?? '')))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => pad(text, widths[column] ?? 0, columns[column]?.align))
      .join(separator)
      .trimEnd();
  return [
    ...wrap(head),
    ...inert.map((row) => cutToColumns(`  ${line(row)}`, maxColumns)),
    ...(rest === '' ? [] : [`  ${rest}`]),
  ];
}

/** Columns of a terminal and of a quoted mail. */
const maxColumns = 72;

/** Characters that terminals show two columns wide: East Asian ones and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Characters without a column of their own. */
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

const columnOf = (char: string): number => (zeroWidth.test(char) ? 0 : wide.test(char) ? 2 : 1);

/** @returns How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number => [...text].reduce((sum, char) => sum + columnOf(char), 0);

function cutToColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const char of text) {
    width += columnOf(char);
    if (width > columns) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}

/** Cuts and fills. */
function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutToColumns(text, columns);
  const space = ' '.repeat(columns - columnsOf(cut));
  return align === 'left' ? cut + space : space + cut;
}

/**
 * Breaks a text at spaces; a word that is longer than a line is cut.
 *
 * @param indent - Before each line but the first.
 */
function wrap(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= maxColumns) {
      line = longer;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = cutToColumns(`${indent}${word}`, maxColumns);
  }
  return [...lines, line];
}
