import { type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';

/**
 * Names what a question asks of which logs, so that numbers of two definitions are never compared.
 *
 * It changes with the text of the query, the log groups, the length of the window, and the column behind each number;
 * titles and how a number is shown do not count. A query has one definition for all of its numbers: where one is added,
 * the others start a new history as well.
 *
 * @returns Eight hexadecimal digits.
 */
export function definitionOf(
  { query, numbers = [] }: Pick<QueryDefinition, 'query' | 'numbers'>,
  { logGroups, window }: Pick<ReportDefinition, 'logGroups' | 'window'>,
): string {
  const names = logGroups.type === 'named' ? [...logGroups.names].sort() : [];
  const fields = numbers.map(({ id, field }) => [id, field]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return fingerprint(JSON.stringify([query, logGroups.type, names, window.hours, fields]));
}

/** FNV-1a of the text's UTF-16 code units: the same in every process. Whoever changes it starts every history anew. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
