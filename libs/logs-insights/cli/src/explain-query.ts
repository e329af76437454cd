import { findUnknownFields } from '../../engine/src/check/find-unknown-fields';
import { KnownFields } from '../../engine/src/check/known-fields';
import { formatQueryError } from '../../engine/src/format-query-error';
import { type ParsedQuery } from '../../engine/src/parser/parse-query';
import { type CommandOptions } from './command-options';

const systemFieldsOnly = new KnownFields({ fields: {}, allowsOthers: true });

/**
 * Says what is valid and probably not what was meant.
 *
 * @param maxWidth - Cells of a line.
 * @returns Messages, none when there is nothing to say.
 */
export function explainQuery(
  { text, warnings, sources, plan }: ParsedQuery,
  { logGroupName }: Pick<CommandOptions, 'logGroupName'>,
  maxWidth: number,
): readonly string[] {
  // Of other fields it is known only when all events have been read.
  const ownReferences = plan.fieldReferences.filter(({ name }) => name.startsWith('@'));
  const misspelt = findUnknownFields(text, ownReferences, systemFieldsOnly);
  const messages = [...warnings, ...misspelt].map(
    (warning) => `note: ${formatQueryError(text, warning, { maxWidth })}`,
  );
  // Exports of one log group don't name it.
  if (sources.length === 0 || logGroupName !== undefined) return messages;
  return [...messages, 'note: SOURCE keeps only events whose log group is known; --log-group NAME gives them one'];
}
