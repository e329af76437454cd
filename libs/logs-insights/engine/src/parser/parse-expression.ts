import { type Arithmetic, type ArithmeticOperator, type Expression, type Logical } from '../syntax/expression';
import { spanning } from '../syntax/location';
import { parseComparison } from './parse-comparison';
import { parsePrimary } from './parse-primary';
import { type TokenCursor } from './token-cursor';

/**
 * Parses an expression; loosest binding first: `or`, `and`, `not`, comparisons, `+ -`, `* / %`, `^`, unary `- !`.
 *
 * AWS documents the operators and not their precedence; the table is that of public grammars and the queries people
 * deploy (unverified).
 *
 * @throws {MalformedQueryError} No expression stands there. Not retryable.
 */
export const parseExpression = (cursor: TokenCursor): Expression =>
  cursor.nest(() => parseLogical(cursor, 'or', () => parseLogical(cursor, 'and', () => parseNot(cursor))));

function parseLogical(cursor: TokenCursor, operator: Logical['operator'], parseOperand: () => Expression): Expression {
  const first = parseOperand();
  const operands = [first];
  while (cursor.takeKeyword(operator)) operands.push(parseOperand());
  if (operands.length === 1) return first;
  return { type: 'logical', operator, operands, location: spanning(first.location, cursor.last) };
}

function parseNot(cursor: TokenCursor): Expression {
  if (!cursor.isKeyword('not')) return parseComparison(cursor, parseSum);
  const { location } = cursor.next();
  const operand = cursor.nest(() => parseNot(cursor));
  return { type: 'unary', operator: 'not', operand, location: spanning(location, cursor.last) };
}

const parseSum = (cursor: TokenCursor): Expression => parseChain(cursor, ['+', '-'], parseProduct);

const parseProduct = (cursor: TokenCursor): Expression => parseChain(cursor, ['*', '/', '%'], parsePower);

const parsePower = (cursor: TokenCursor): Expression => parseChain(cursor, ['^'], parseUnary);

function parseChain(
  cursor: TokenCursor,
  level: readonly ArithmeticOperator[],
  parseOperand: (cursor: TokenCursor) => Expression,
): Expression {
  const first = parseOperand(cursor);
  const operands = [first];
  const operators: ArithmeticOperator[] = [];
  for (let operator = takeOperator(cursor, level); operator; operator = takeOperator(cursor, level)) {
    operators.push(operator);
    operands.push(parseOperand(cursor));
  }
  if (operators.length === 0) return first;
  const chain: Arithmetic = {
    type: 'arithmetic',
    operands,
    operators,
    location: spanning(first.location, cursor.last),
  };
  return chain;
}

function takeOperator(cursor: TokenCursor, level: readonly ArithmeticOperator[]): ArithmeticOperator | undefined {
  const operator = level.find((symbol) => cursor.isSymbol(symbol));
  if (operator) cursor.next();
  return operator;
}

function parseUnary(cursor: TokenCursor): Expression {
  if (!cursor.isSymbol('-', '!')) return parsePrimary(cursor, parseExpression);
  const operator = cursor.isSymbol('-') ? '-' : 'not';
  const { location } = cursor.next();
  const operand = cursor.nest(() => parseUnary(cursor));
  return { type: 'unary', operator, operand, location: spanning(location, cursor.last) };
}
