import { MalformedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import { type Expression } from '../syntax/expression';
import { parseCall } from './parse-call';
import { type TokenCursor } from './token-cursor';

/** Words that join expressions, and so can't be a field without backticks. */
const reservedWords = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by']);

/** Parses a literal, a name, a call or an expression in parentheses. */
export function parsePrimary(cursor: TokenCursor, parseExpression: (cursor: TokenCursor) => Expression): Expression {
  const token = cursor.peek();
  switch (token.kind) {
    case 'number':
    case 'string':
      cursor.next();
      return { type: 'literal', value: token.value, location: token.location };
    case 'name':
      return parseNamed(cursor, token, parseExpression);
    case 'period':
      throw new MalformedQueryError(
        'a number with a unit can only stand in bin() and datefloor(); a name that starts with a digit needs backticks',
        token.location,
      );
    case 'symbol':
      return token.symbol === '(' ? parseGroup(cursor, parseExpression) : cursor.fail(token, 'an expression');
    case 'regex':
    case 'end':
      return cursor.fail(token, 'an expression');
    default:
      return token satisfies never;
  }
}

function parseGroup(cursor: TokenCursor, parseExpression: (cursor: TokenCursor) => Expression): Expression {
  const { location } = cursor.next();
  const inner = parseExpression(cursor);
  cursor.expectSymbol(')');
  // The parentheses belong to the text of the expression, and that text names the column.
  return {
    ...inner,
    location: { startCharOffset: location.startCharOffset, endCharOffset: cursor.last.endCharOffset },
  };
}

function parseNamed(
  cursor: TokenCursor,
  token: NameToken,
  parseExpression: (cursor: TokenCursor) => Expression,
): Expression {
  const word = token.quoted ? '' : token.name.toLowerCase();
  if (reservedWords.has(word)) cursor.fail(token, 'an expression');
  cursor.next();
  if (!token.quoted && cursor.isSymbol('(')) return parseCall(cursor, token, parseExpression);
  if (word === 'true' || word === 'false') {
    return { type: 'literal', value: word === 'true' ? 1 : 0, location: token.location };
  }
  return { type: 'field', name: token.name, location: token.location };
}
