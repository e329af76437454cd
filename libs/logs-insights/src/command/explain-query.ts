import { formatQueryError } from '../format-query-error';
import { type ParsedQuery } from '../parser/parse-query';
import { type CommandOptions } from './command-options';

/**
 * Says what is valid and probably not what was meant.
 *
 * @param maxWidth - Cells of a line.
 * @returns Messages, none when there is nothing to say.
 */
export function explainQuery(
  { text, warnings, sources }: ParsedQuery,
  { logGroupName }: Pick<CommandOptions, 'logGroupName'>,
  maxWidth: number,
): readonly string[] {
  const messages = warnings.map((warning) => `note: ${formatQueryError(text, warning, { maxWidth })}`);
  // Exports of one log group don't name it.
  if (sources.length === 0 || logGroupName !== undefined) return messages;
  return [...messages, 'note: SOURCE keeps only events whose log group is known; --log-group NAME gives them one'];
}
