import type { QuestionAnswer } from '@pulso/local/console-api';

type Table = Pick<QuestionAnswer, 'columns' | 'rows'>;

/** @returns Rows as objects by the names of their columns; numbers are numbers, null is where there is no value. */
export const answerAsJson = ({ columns, rows }: Table): string =>
  JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(({ name, kind }, index) => [name, valueOf(row[index], kind)]))),
    undefined,
    2,
  );

function valueOf(cell: string | null | undefined, kind: string): number | string | null {
  const isNumber = kind === 'number' && String(Number(cell)) === cell;
  return isNumber ? Number(cell) : (cell ?? null);
}

/**
 * @returns Lines that end as RFC 4180 wants it. What strangers wrote and a spreadsheet would run as a formula is marked
 *   as text by an apostrophe.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function answerAsCsv({ columns, rows }: Table): string {
  const lines = rows.map((row) => columns.map(({ kind }, index) => cellOf(row[index] ?? '', kind)));
  return [columns.map(({ name }) => cellOf(name, 'text')), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

function cellOf(text: string, kind: string): string {
  const safe = kind !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
