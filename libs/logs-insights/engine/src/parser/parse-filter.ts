import { MalformedQueryError } from '../errors';
import { type FilterCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { parseExpression } from './parse-expression';
import { type TokenCursor } from './token-cursor';

/** Parses what follows the keyword `filter`. @throws {MalformedQueryError} Not retryable. */
export function parseFilter(cursor: TokenCursor, keyword: QueryLocation): FilterCommand {
  return { type: 'filter', condition: parseExpression(cursor), location: spanning(keyword, cursor.last) };
}

/**
 * Parses what follows the keyword `filterIndex`: one field that is equal to a value or in a list.
 *
 * @throws {MalformedQueryError} It is another condition. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-FilterIndex.html
 */
export function parseFilterIndex(cursor: TokenCursor, keyword: QueryLocation): FilterCommand {
  const { condition, location } = parseFilter(cursor, keyword);
  if (!isIndexable(condition)) {
    throw new MalformedQueryError(
      "filterIndex takes only 'field = value' and 'field in [value, ...]'",
      condition.location,
    );
  }
  return { type: 'filter', condition, location };
}

function isIndexable(condition: Expression): boolean {
  if (condition.type === 'comparison') {
    return condition.operator === '=' && condition.left.type === 'field' && condition.right.type === 'literal';
  }
  if (condition.type !== 'membership' || condition.negated || condition.operand.type !== 'field') return false;
  return condition.list.every(({ type }) => type === 'literal');
}
