import { type Item } from '../syntax/command';
import { spanning } from '../syntax/location';
import { expectMadeName } from './expect-field';
import { parseExpression } from './parse-expression';
import { type TokenCursor } from './token-cursor';

/** Parses `expression [as name], ...`. @throws {MalformedQueryError} Not retryable. */
export function parseItems(cursor: TokenCursor): readonly Item[] {
  const items = [parseItem(cursor)];
  while (cursor.takeSymbol(',')) items.push(parseItem(cursor));
  return items;
}

/**
 * Parses `expression [as name]`; without an alias a column has the text of its expression for a name.
 *
 * @throws {MalformedQueryError} Not retryable.
 */
export function parseItem(cursor: TokenCursor): Item {
  const expression = parseExpression(cursor);
  const { startCharOffset, endCharOffset } = expression.location;
  const alias = cursor.takeKeyword('as') ? expectMadeName(cursor, 'a name after as') : undefined;
  const written = cursor.text.slice(startCharOffset, endCharOffset + 1);
  const isPlainField = expression.type === 'field' && !written.startsWith('(');
  return {
    expression,
    name: alias?.name ?? (isPlainField ? expression.name : written),
    hasAlias: alias !== undefined,
    location: spanning(expression.location, cursor.last),
    nameLocation: alias?.location ?? expression.location,
  };
}
