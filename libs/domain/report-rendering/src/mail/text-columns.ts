/** Columns of a terminal and of a quoted mail. */
export const maxColumns = 72;

/** Characters that terminals show two columns wide: East Asian ones and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Characters without a column of their own. */
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

const columnOf = (char: string): number => (zeroWidth.test(char) ? 0 : wide.test(char) ? 2 : 1);

/** @returns How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number => [...text].reduce((sum, char) => sum + columnOf(char), 0);

/** Cuts a text to a number of columns, with an ellipsis. */
export function cutToColumns(text: string, columns: number): string {
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

/** Cuts and fills, the text at the left. */
export function padEnd(text: string, columns: number): string {
  const cut = cutToColumns(text, columns);
  return cut + ' '.repeat(columns - columnsOf(cut));
}

/** Cuts and fills, the text at the right. */
export function padStart(text: string, columns: number): string {
  const cut = cutToColumns(text, columns);
  return ' '.repeat(columns - columnsOf(cut)) + cut;
}

/**
 * Breaks a text into lines of at most {@link maxColumns}, at spaces; a word that is longer than a line is cut.
 *
 * @param indent - Before each line but the first.
 */
export function wrap(text: string, indent = ''): string[] {
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
