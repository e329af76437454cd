import { type PlacedMessage } from '../syntax/location';

/**
 * Something in a query that keeps it from answering what was probably asked.
 *
 * The message is one sentence: what is wrong, with the names and values, and what to do.
 */
export interface QueryProblem extends PlacedMessage {
  /** `error`: it can't be meant, and gives nothing or wrong numbers; `warning`: it works, and is probably not meant. */
  readonly severity: 'error' | 'warning';
  /** What to write in place of the text at `location`, where that is known. */
  readonly suggestion?: string;
}

const bareName = /^[A-Za-z_@][\w@.]*$/;
/** Words that are no name without backticks. */
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by', 'true', 'false']);

/** @returns The name as a query writes it, in backticks where it needs them; undefined for one that can't be written. */
export function writeName(name: string): string | undefined {
  if (bareName.test(name) && !words.has(name.toLowerCase())) return name;
  return name === '' || name.includes('`') ? undefined : `\`${name}\``;
}

/** @returns The text as a string of a query. */
export const writeString = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const maxQuotedLength = 40;

/** @returns The text in double quotes, cut off when it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength)}…` : text);

/** @returns For example `a, b or c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
