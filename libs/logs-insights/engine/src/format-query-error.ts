import { type PlacedMessage, type QueryLocation } from './syntax/location';
import { displayWidth, escapeControls } from './terminal-text';

/** Lines of a span between its first and its last one are left out. */
interface MarkedLine {
  readonly number: number;
  readonly text: string;
  /** Both within the text, the end exclusive; the start may stand one past the end. */
  readonly start: number;
  readonly end: number;
}

/**
 * Shows what is wrong with a query for people: the message, the line of the query with its number, and carets below the
 * place. Of a span over several lines the first and the last are shown, of a long line what is around the place.
 *
 * The query may come from anywhere: what a terminal would obey is escaped, and characters that take two cells get two
 * carets.
 *
 * @param query - The text that was parsed.
 * @param problem - With its place in the text, as `MalformedQueryError` has it.
 * @param options - `maxWidth`: cells of a shown line, without its number; at least 20.
 * @returns Lines joined by `\n`, without one at the end.
 * @example
 * formatQueryError('stats cuont(*)', error);
 * // unknown function 'cuont'; did you mean count?
 * // 1 | stats cuont(*)
 * //   |       ^^^^^
 */
export function formatQueryError(
  query: string,
  { message, location }: PlacedMessage,
  { maxWidth = 100 }: { readonly maxWidth?: number } = {},
): string {
  const lines = markedLines(query, location);
  const gutter = Math.max(...lines.map(({ number }) => String(number).length));
  const shown = lines.flatMap((line, index) => {
    const { text, carets } = lineColumns(line, maxWidth);
    const isGap = index > 0 && line.number > (lines[index - 1]?.number ?? 0) + 1;
    return [
      ...(isGap ? [`${'.'.repeat(gutter)} |`] : []),
      `${String(line.number).padStart(gutter)} | ${text}`,
      `${' '.repeat(gutter)} | ${carets}`,
    ];
  });
  return [escapeControls(message), ...shown.map((line) => line.trimEnd())].join('\n');
}

function markedLines(query: string, location: QueryLocation): readonly MarkedLine[] {
  const start = clamp(location.startCharOffset, query.length);
  const end = Math.max(clamp(location.endCharOffset + 1, query.length), start);
  const first = lineAt(query, start);
  if (end <= first.start + first.text.length + 1) {
    return [{ ...first, start: start - first.start, end: Math.min(end - first.start, first.text.length) }];
  }
  const last = lineAt(query, end - 1);
  const indent = last.text.length - last.text.trimStart().length;
  return [
    { ...first, start: start - first.start, end: first.text.length },
    { ...last, start: Math.min(indent, end - 1 - last.start), end: end - last.start },
  ];
}

/** @returns The line that has the offset, `start` being where it begins in the query. */
function lineAt(query: string, offset: number): { number: number; text: string; start: number } {
  const start = offset === 0 ? 0 : query.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = query.indexOf('\n', offset);
  return {
    number: query.slice(0, start).split('\n').length,
    text: query.slice(start, lineEnd < 0 ? undefined : lineEnd),
    start,
  };
}

const clamp = (offset: number, most: number): number => Math.min(Math.max(Math.trunc(offset) || 0, 0), most);

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
function lineColumns(
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
