import { MalformedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import { type Expression } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { parsePattern } from './parse-pattern';
import { type TokenCursor } from './token-cursor';

/** Parses an expression, or one that binds as tight as the place asks for. */
export type ParseExpression = (cursor: TokenCursor) => Expression;

/** What may stand between the parentheses of a call. */
export interface ArgumentOptions {
  readonly parseExpression: ParseExpression;
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  /** Counted from 0, the argument that may be a `/pattern/`. */
  readonly patternOperand?: number | undefined;
  /** Whether a `*` may stand in place of all arguments. */
  readonly takesStar?: boolean;
}

/** The arguments of a call, and where it stands with its name and parentheses. */
export interface Arguments {
  readonly operands: readonly Expression[];
  readonly location: QueryLocation;
}

/**
 * Parses the parentheses after the name of a function, and what is in them.
 *
 * @throws {MalformedQueryError} The arguments are not well formed, too few or too many. Not retryable.
 */
export function parseArguments(cursor: TokenCursor, token: NameToken, options: ArgumentOptions): Arguments {
  cursor.expectSymbol('(');
  const operands: Expression[] = [];
  const isStar = options.takesStar === true && cursor.takeSymbol('*');
  if (!isStar && !cursor.isSymbol(')')) {
    do operands.push(parseArgument(cursor, options.parseExpression, operands.length === options.patternOperand));
    while (cursor.takeSymbol(','));
  }
  refuseDistinct(cursor, token, operands);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  refuseWrongCount(token.name, operands.length, options.operandCount, location);
  return { operands, location };
}

/** A pattern is checked here and goes to its function as the text between the slashes. */
function parseArgument(cursor: TokenCursor, parseExpression: ParseExpression, isPattern: boolean): Expression {
  const regex = isPattern ? cursor.takeRegex() : undefined;
  const argument: Expression = regex
    ? { type: 'literal', value: regex.source, location: regex.location }
    : parseExpression(cursor);
  if (isPattern && argument.type === 'literal') parsePattern(String(argument.value), argument.location);
  return argument;
}

/** Explains `count(distinct x)`, which SQL has. */
function refuseDistinct(cursor: TokenCursor, { name }: NameToken, operands: readonly Expression[]): void {
  const [operand] = operands;
  if (operand?.type !== 'field' || operand.name.toLowerCase() !== 'distinct' || cursor.peek().kind !== 'name') return;
  cursor.fail(cursor.peek(), "')'", name.toLowerCase() === 'count' ? 'Write count_distinct(field).' : undefined);
}

function refuseWrongCount(
  name: string,
  count: number,
  [least, most]: readonly [number, number],
  location: QueryLocation,
): void {
  if (count >= least && count <= most) return;
  const wanted = least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  const noun = wanted === '1' ? 'argument' : 'arguments';
  throw new MalformedQueryError(`function '${name}' takes ${wanted} ${noun}, not ${count}`, location);
}
