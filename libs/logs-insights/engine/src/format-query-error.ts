import { type PlacedMessage } from './syntax/location';

/**
 * Shows what is wrong with a query for people: the message, the line of the query with its number, and carets below the
 * place, or below what of it is on its first line.
 *
 * @param query - The text that was parsed.
 * @param problem - With its place in the text, as `MalformedQueryError` has it.
 * @returns Lines joined by `\n`, without one at the end.
 * @example
 * formatQueryError('stats cuont(*)', error);
 * // unknown function 'cuont'; did you mean count?
 * // 1 | stats cuont(*)
 * //   |       ^^^^^
 */
export function formatQueryError(query: string, { message, location }: PlacedMessage): string {
  const { startCharOffset, endCharOffset } = location;
  const before = query.slice(0, startCharOffset).split('\n');
  const indent = before.at(-1)?.length ?? 0;
  const text = query.split('\n')[before.length - 1] ?? '';
  const carets = '^'.repeat(Math.max(1, Math.min(endCharOffset + 1 - startCharOffset, text.length - indent)));
  const gutter = String(before.length);
  return [message, `${gutter} | ${text}`, `${' '.repeat(gutter.length)} | ${' '.repeat(indent)}${carets}`].join('\n');
}
