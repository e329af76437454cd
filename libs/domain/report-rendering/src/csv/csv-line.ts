/** What spreadsheets take for the beginning of a formula, in its wide forms, too; some skip a tab or a line break before it. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A number is harmless, whatever it begins with. */
const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Writes one line of a CSV file, as RFC 4180 has it. What people have written can't become a formula: a spreadsheet shows
 * it as text, because of the apostrophe before it.
 *
 * @returns With its line break.
 * @see https://www.rfc-editor.org/rfc/rfc4180 and https://owasp.org/www-community/attacks/CSV_Injection
 * @example csvLine(['=1+1', 'a "b"', 2]); // `'=1+1,"a ""b""",2\r\n`
 */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  const text = String(value).toWellFormed();
  const inert = formulaStart.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
