import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { type ComparisonOperator, type Expression, type Like } from '../syntax/expression';
import { spanning } from '../syntax/location';
import { type ParseExpression } from './parse-call';
import { parsePattern } from './parse-pattern';
import { type TokenCursor } from './token-cursor';

const operators: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** What a query in parentheses starts with. */
const subqueryStarts = ['source', 'fields', 'filter', 'stats', 'parse', 'display', 'dedup', 'limit', 'sort'];

/**
 * Parses `a = b`, `a like "b"`, `a not in [b]` or just `a`; comparisons do not chain.
 *
 * @throws {UnsupportedQueryError} A query stands in place of a list. Not retryable.
 * @throws {MalformedQueryError} Not retryable.
 */
export function parseComparison(cursor: TokenCursor, parseOperand: ParseExpression): Expression {
  const left = parseOperand(cursor);
  const comparison = parseRest(cursor, left, parseOperand);
  if (comparison !== left && isComparisonNext(cursor)) {
    throw new MalformedQueryError(
      "comparisons can't be chained; put one of them in parentheses",
      cursor.peek().location,
    );
  }
  return comparison;
}

function parseRest(cursor: TokenCursor, left: Expression, parseOperand: ParseExpression): Expression {
  const token = cursor.peek();
  if (token.kind === 'symbol' && Object.hasOwn(operators, token.symbol)) {
    cursor.next();
    const operator = operators[token.symbol] ?? '=';
    const right = parseOperand(cursor);
    return { type: 'comparison', operator, left, right, location: spanning(left.location, cursor.last) };
  }
  if (cursor.isSymbol('=~', '~=')) return parseLike(cursor, left, false);
  if (cursor.isKeyword('like')) return parseLike(cursor, left, false);
  if (cursor.isKeyword('in')) return parseMembership(cursor, left, false, parseOperand);
  if (!cursor.takeKeyword('not')) return left;
  if (cursor.isKeyword('like')) return parseLike(cursor, left, true);
  if (cursor.isKeyword('in')) return parseMembership(cursor, left, true, parseOperand);
  return cursor.fail(cursor.peek(), "'like' or 'in' after 'not', as in a not like /b/");
}

function isComparisonNext(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  if (token.kind === 'symbol') return Object.hasOwn(operators, token.symbol) || cursor.isSymbol('=~', '~=');
  return cursor.isKeyword('like', 'in');
}

function parseLike(cursor: TokenCursor, operand: Expression, negated: boolean): Expression {
  cursor.next();
  const pattern = parseSought(cursor);
  return { type: 'like', negated, operand, pattern, location: spanning(operand.location, cursor.last) };
}

function parseSought(cursor: TokenCursor): Like['pattern'] {
  const regex = cursor.takeRegex();
  if (regex) return parsePattern(regex.source, regex.location);
  const token = cursor.peek();
  if (token.kind !== 'string') return cursor.fail(token, 'a text in quotes or a /pattern/');
  cursor.next();
  return token.value;
}

/** A list stands in brackets; in parentheses stands a query. */
function refuseParenthesis(cursor: TokenCursor): void {
  const opening = cursor.peek();
  if (!cursor.takeSymbol('(')) return;
  if (cursor.isKeyword(...subqueryStarts)) throw new UnsupportedQueryError('subqueries', cursor.peek().location);
  cursor.fail(opening, "'[': a list stands in brackets, [a, b]");
}

function parseMembership(
  cursor: TokenCursor,
  operand: Expression,
  negated: boolean,
  parseElement: ParseExpression,
): Expression {
  cursor.next();
  refuseParenthesis(cursor);
  cursor.expectSymbol('[');
  const list = [parseElement(cursor)];
  while (cursor.takeSymbol(',')) list.push(parseElement(cursor));
  cursor.expectSymbol(']');
  return { type: 'membership', negated, operand, list, location: spanning(operand.location, cursor.last) };
}
