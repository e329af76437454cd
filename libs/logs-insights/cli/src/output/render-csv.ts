import { escapeControls } from '../../../engine/src/terminal-text/escape-controls';
import { type ResultTable } from './result-table';

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
