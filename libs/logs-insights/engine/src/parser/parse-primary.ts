import { MalformedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import { type Expression } from '../syntax/expression';
import { spanning } from '../syntax/location';
import { fieldNamed } from './expect-field';
import { type ParseExpression } from './parse-arguments';
import { parseCall } from './parse-call';
import { type TokenCursor } from './token-cursor';

/** Words that join expressions, and so can't be a field without backticks. */
const reservedWords = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by']);

/** Those of them that fields are called. */
const fieldLikeWords = new Set(['in', 'like', 'as', 'by']);

const nameHint = (word: string): string => `A field of this name takes backticks: \`${word}\`.`;

/**
 * Parses a literal, a name, a call or an expression in parentheses, with the path into a map that may follow it.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the function that is called and this engine does not. Not retryable.
 * @throws {MalformedQueryError} None of them stands there. Not retryable.
 */
export function parsePrimary(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const operand = parseOperand(cursor, parseExpression);
  const path: (string | number)[] = [];
  for (let keys = parseKeys(cursor); keys; keys = parseKeys(cursor)) path.push(...keys);
  if (path.length === 0) return operand;
  return { type: 'member', operand, path, location: spanning(operand.location, cursor.last) };
}

function parseOperand(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
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
        'a number with a unit can only stand in bin(), datefloor() and dateceil(); ' +
          'a name that starts with a digit needs backticks',
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

/** Parses `.a.b` or `[0]`; @returns undefined when neither comes next. */
function parseKeys(cursor: TokenCursor): readonly (string | number)[] | undefined {
  const path = cursor.takeMemberPath();
  if (path) return path.segments;
  if (!cursor.takeSymbol('[')) return undefined;
  const token = cursor.peek();
  if (token.kind !== 'number' || !Number.isInteger(token.value)) {
    return cursor.fail(token, 'the position of an element, counted from 0');
  }
  cursor.next();
  cursor.expectSymbol(']');
  return [token.value];
}

function parseGroup(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const { location } = cursor.next();
  const inner = parseExpression(cursor);
  cursor.expectSymbol(')');
  // The parentheses belong to the text of the expression, and that text names the column.
  return {
    ...inner,
    location: { startCharOffset: location.startCharOffset, endCharOffset: cursor.last.endCharOffset },
  };
}

function parseNamed(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  const word = token.quoted ? '' : token.name.toLowerCase();
  if (reservedWords.has(word))
    cursor.fail(token, 'an expression', fieldLikeWords.has(word) ? nameHint(word) : undefined);
  cursor.expectName('an expression');
  if (!token.quoted && cursor.isSymbol('(')) return parseCall(cursor, token, parseExpression);
  if (word === 'true' || word === 'false') {
    return { type: 'literal', value: word === 'true' ? 1 : 0, location: token.location };
  }
  return fieldNamed(token);
}
