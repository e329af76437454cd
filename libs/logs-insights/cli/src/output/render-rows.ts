import { escapeControls } from '../../../engine/src/terminal-text';
import { type ResultTable, exactNumberColumns } from './result-table';

const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * Writes rows as CSV, with a header. A missing value is an empty field, an empty text is `""`. Cells that a spreadsheet
 * would take for formulas are left as they are: a program that reads the file must get what is in the log.
 *
 * @param options - `isTerminal`: escapes what a terminal would obey.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function* renderCsv(
  { columns, rows }: ResultTable,
  { isTerminal }: { readonly isTerminal: boolean },
): Generator<string> {
  const field = (value: string | undefined): string => {
    if (value === undefined) return '';
    const text = isTerminal ? escapeControls(value) : value;
    return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // A line with nothing on it is no record to most readers.
  const record = (values: readonly (string | undefined)[]): string =>
    `${values.length === 1 ? field(values[0] ?? '') : values.map(field).join(',')}\r\n`;
  yield record(columns);
  for (const row of rows) yield record(row);
}

/** JSON allows these in strings, and terminals obey or hide them. */
const unsafe = /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const quoted = (text: string): string =>
  JSON.stringify(text).replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Writes rows as JSON objects, one per line.
 *
 * The values of a column are numbers when all of them are, to the last digit; all others are strings, and a missing one
 * has no member.
 */
export function* renderNdjson(table: ResultTable): Generator<string> {
  for (const object of objectsOf(table)) yield `${object}\n`;
}

/** As {@link renderNdjson}, in an array. */
export function* renderJson(table: ResultTable): Generator<string> {
  let separator = '[\n';
  for (const object of objectsOf(table)) {
    yield `${separator}  ${object}`;
    separator = ',\n';
  }
  yield table.rows.length === 0 ? '[]\n' : '\n]\n';
}

function* objectsOf(table: ResultTable): Generator<string> {
  const isNumeric = exactNumberColumns(table);
  const names = table.columns.map(quoted);
  for (const row of table.rows) {
    const members: string[] = [];
    row.forEach((value, place) => {
      if (value !== undefined) members.push(`${names[place]}:${isNumeric[place] ? value : quoted(value)}`);
    });
    yield `{${members.join(',')}}`;
  }
}
