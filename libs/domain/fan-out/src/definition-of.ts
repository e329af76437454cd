import { type NumberDefinition, type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';
import { fingerprintOf } from '@pulso/kit/telegram';

/**
 * Names what a question, or one number of it, asks of which logs, so that numbers of two definitions are never compared.
 *
 * It changes with the text of the query, the log groups, the length of the window or of its own, and the column behind the
 * number; titles and how a number is shown do not count. Of a query that computes several numbers by one `stats`, what others are
 * computed does not count either: a number that is added or taken out leaves the history of those beside it as it is.
 *
 * @param number - Absent: the definition of the whole question.
 * @returns Eight hexadecimal digits. Whoever makes them in another way starts every history anew.
 */
export function definitionOf(
  { query, window: ownWindow }: Pick<QueryDefinition, 'query' | 'window'>,
  { logGroups, window }: Pick<ReportDefinition, 'logGroups' | 'window'>,
  number?: Pick<NumberDefinition, 'id' | 'field'>,
): string {
  const names = logGroups.type === 'named' ? [...logGroups.names].sort() : [];
  const asked = number ? [askedFor(query, number.field), number.id] : [query];
  return fingerprintOf(JSON.stringify([...asked, logGroups.type, names, (ownWindow ?? window).hours]));
}

/** What comes before one `stats` that ends the query, and what it computes, to its end: no text and no comment in it. */
const lastStats = /^(?:([^"'`#]*(?:"[^"\\]*"[^"'`#]*)*)\|)?\s*stats\s+([^|'`#]*)$/i;

/**
 * Takes out of a query what one of its columns depends on.
 *
 * @returns The whole query where it is not of the plain form that this reads, or has no such column.
 */
function askedFor(query: string, field: string): string {
  const [, before = '', computed] = lastStats.exec(query) ?? [];
  if (computed === undefined || /\bstats\b|\sby\s/i.test(before + computed)) return query;
  const own = splitAtCommas(computed).find((part) => part.endsWith(` as ${field}`));
  return own === undefined ? query : `${before}| stats ${own}`;
}

/** Splits a list at its commas, but for those in parentheses and in quotes. */
function splitAtCommas(list: string): string[] {
  const parts = [''];
  let depth = 0;
  let isQuoted = false;
  for (const character of list) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && '()'.includes(character)) depth += character === '(' ? 1 : -1;
    if (character === ',' && depth === 0 && !isQuoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
