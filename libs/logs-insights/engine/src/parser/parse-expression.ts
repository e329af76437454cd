import { MalformedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import {
  type Arithmetic,
  type ArithmeticOperator,
  type Expression,
  type Logical,
  fieldNamed,
} from '../syntax/expression';
import { spanning } from '../syntax/location';
import { parseCall } from './parse-call';
import { parseComparison } from './parse-comparison';
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
  if (!cursor.isSymbol('-', '!')) return parsePrimary(cursor);
  const operator = cursor.isSymbol('-') ? '-' : 'not';
  const { location } = cursor.next();
  const operand = cursor.nest(() => parseUnary(cursor));
  return { type: 'unary', operator, operand, location: spanning(location, cursor.last) };
}

/** Words that join expressions, and so can't be a field without backticks. */
const reservedWords = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by']);

/** Those of them that are names of fields. */
const fieldLikeWords = new Set(['in', 'like', 'as', 'by']);

const nameHint = (word: string): string => `A field of this name takes backticks: \`${word}\`.`;

/**
 * Parses a literal, a name, a call or an expression in parentheses, with the path into a map that may follow it.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the function that is called and this engine does not. Not retryable.
 * @throws {MalformedQueryError} None of them stands there. Not retryable.
 */
export function parsePrimary(cursor: TokenCursor): Expression {
  const operand = parseStart(cursor);
  const path: (string | number)[] = [];
  for (let keys = parseKeys(cursor); keys; keys = parseKeys(cursor)) path.push(...keys);
  if (path.length === 0) return operand;
  return { type: 'member', operand, path, location: spanning(operand.location, cursor.last) };
}

/** Parses what stands before the path. */
function parseStart(cursor: TokenCursor): Expression {
  const token = cursor.peek();
  switch (token.kind) {
    case 'number':
    case 'string':
      cursor.next();
      return { type: 'literal', value: token.value, location: token.location };
    case 'name':
      return parseNamed(cursor, token);
    case 'period':
      throw new MalformedQueryError(
        'a number with a unit can only stand in bin(), datefloor() and dateceil(); ' +
          'a name that starts with a digit needs backticks',
        token.location,
      );
    case 'symbol':
      return token.symbol === '(' ? parseGroup(cursor) : cursor.fail(token, 'an expression');
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

function parseGroup(cursor: TokenCursor): Expression {
  const { location } = cursor.next();
  const inner = parseExpression(cursor);
  cursor.expectSymbol(')');
  // The parentheses belong to the text of the expression, and that text names the column.
  return {
    ...inner,
    location: { startCharOffset: location.startCharOffset, endCharOffset: cursor.last.endCharOffset },
  };
}

function parseNamed(cursor: TokenCursor, token: NameToken): Expression {
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
