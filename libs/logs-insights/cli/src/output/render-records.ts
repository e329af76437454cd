import { cutToWidth, displayWidth } from '../../../engine/src/terminal-text/display-width';
import { type Style } from './style';

/** The names take no more than this part of a line. */
const mostOfLine = 0.4;

/**
 * Draws each row as a block of lines with a name and a value, for rows with more columns than a line has room for.
 *
 * @param rows - Cells as they are shown; empty ones are left out.
 */
export function* renderRecords(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  { width, style }: { readonly width: number; readonly style: Style },
): Generator<string> {
  const widest = Math.max(...names.map((name) => displayWidth(name, width)));
  const nameWidth = Math.max(4, Math.min(widest, Math.floor(width * mostOfLine)));
  const valueWidth = Math.max(4, width - nameWidth - 2);
  for (const [index, row] of rows.entries()) {
    yield `${style.dim(`─ ${index + 1} ${'─'.repeat(Math.max(1, Math.min(width, 40) - String(index + 1).length - 3))}`)}\n`;
    for (const [place, cell] of row.entries()) {
      if (cell === '') continue;
      const name = cutToWidth(names[place] ?? '', nameWidth);
      const padding = ' '.repeat(nameWidth - displayWidth(name) + 2);
      yield `${style.bold(name)}${padding}${cutToWidth(cell, valueWidth)}\n`;
    }
  }
}
