import { escapeControls } from './terminal-text/escape-controls';
import { lineColumns } from './terminal-text/line-columns';
import { type QueryLocation } from './syntax/location';

/** What is said about a query, and where: a `MalformedQueryError`, a warning, or what `checkQuery` finds. */
export interface PlacedMessage {
  readonly message: string;
  readonly location: QueryLocation;
}

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
