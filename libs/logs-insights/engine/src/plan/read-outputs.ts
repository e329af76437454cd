import { type Expression } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { withParts } from './walk-expression';

/**
 * Replaces what is written as a column of `stats` by that column: after `stats count(*)` the `count(*)` of a filter.
 *
 * @param text - The query.
 * @param isOutput - Tells the names of the columns.
 */
export function readOutputs(expression: Expression, text: string, isOutput: (name: string) => boolean): Expression {
  const { type, location } = expression;
  if (type === 'literal' || type === 'field') return expression;
  const name = namesOf(text, location).find(isOutput);
  if (name !== undefined) return { type: 'field', name, segments: [name], location };
  return withParts(expression, (part) => readOutputs(part, text, isOutput));
}

/** The expression as it is written, and then without the parentheses around it, one pair after the other. */
function namesOf(text: string, { startCharOffset, endCharOffset }: QueryLocation): readonly string[] {
  const names = [text.slice(startCharOffset, endCharOffset + 1)];
  for (let name = names[0]; name?.startsWith('(') && name.endsWith(')'); name = names.at(-1)) {
    names.push(name.slice(1, -1).trim());
  }
  return names;
}
