import { displayWidth } from './display-width';
import { escapeControls } from './escape-controls';

const tab = '  ';

/** A piece of a line that is shown as a whole or not at all. */
interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly isMarked: boolean;
}

/**
 * Lays out one line of a text with carets below a part of it.
 *
 * @param line - `start` and `end` (exclusive) are the part, in UTF-16 units; it may be empty and stand at the end.
 * @param maxWidth - In cells. Of a wider line the surroundings of the start are shown, with `…` where something is cut.
 * @returns The line and the carets, at least one, in as many cells.
 */
export function lineColumns(
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  maxWidth: number,
): { text: string; carets: string } {
  const cells = cellsOf(text, start, end);
  const found = cells.findIndex(({ isMarked }) => isMarked);
  const mark = found < 0 ? cells.length : found;
  const { first, last } = windowAround(cells, mark, maxWidth);
  const before = first > 0 ? '…' : '';
  const after = last < cells.length ? '…' : '';
  const shown = cells.slice(first, last);
  const carets = shown.map(({ isMarked, width }) => (isMarked ? '^' : ' ').repeat(width)).join('');
  return {
    text: before + shown.map((cell) => cell.shown).join('') + after,
    carets: (before && ' ') + (carets.includes('^') ? carets : `${carets}^`).trimEnd(),
  };
}

function cellsOf(text: string, start: number, end: number): readonly Cell[] {
  const cells: Cell[] = [];
  let index = 0;
  for (const char of text) {
    const isMarked = index >= start && index < Math.max(end, start + 1);
    const shown = char === '\t' ? tab : escapeControls(char);
    const width = displayWidth(shown);
    const last = cells.at(-1);
    // A mark without a width of its own belongs to the character before it.
    if (width === 0 && last) cells[cells.length - 1] = { ...last, shown: last.shown + shown };
    // At the start of the line it belongs to the character behind it.
    else if (last?.width === 0) {
      cells[cells.length - 1] = { shown: last.shown + shown, width, isMarked: last.isMarked || isMarked };
    } else cells.push({ shown, width, isMarked });
    index += char.length;
  }
  return cells;
}

/** @returns The cells to show: all that fit, a third of the width before the mark. */
function windowAround(cells: readonly Cell[], mark: number, maxWidth: number): { first: number; last: number } {
  const total = cells.reduce((sum, { width }) => sum + width, 0);
  if (total <= maxWidth) return { first: 0, last: cells.length };
  const room = maxWidth - 2;
  let first = mark;
  let width = 0;
  while (first > 0 && width + (cells[first - 1]?.width ?? 0) <= room / 3) {
    first -= 1;
    width += cells[first]?.width ?? 0;
  }
  let last = mark;
  while (last < cells.length && width + (cells[last]?.width ?? 0) <= room) {
    width += cells[last]?.width ?? 0;
    last += 1;
  }
  // Near the end of the line there is room left: show more of what stands before.
  while (first > 0 && width + (cells[first - 1]?.width ?? 0) <= room) {
    first -= 1;
    width += cells[first]?.width ?? 0;
  }
  return { first, last };
}
