import { type AggregateDefinition } from '../aggregates/aggregate-definition';
import { aggregateCatalogue } from '../aggregates/catalogue';
import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { functionCatalogue } from '../functions/catalogue';
import { type NameToken } from '../lexer/token';
import { type AggregateCall, type Expression, type TimeBucket, impliedField } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { type Period, periodOf } from '../values/period';
import { functionsNotBuilt } from './language-names';
import { parsePattern } from './parse-pattern';
import { closestTo } from './suggest';
import { type TokenCursor } from './token-cursor';

/**
 * Parses the arguments of a function whose name has been read.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the function and this engine does not. Not retryable.
 * @throws {MalformedQueryError} There is no such function, or not with these arguments. Not retryable.
 */
export function parseCall(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  const name = token.name.toLowerCase();
  if (timeBuckets.includes(name)) return parseTimeBucket(cursor, token, parseExpression);
  const aggregate = aggregateCatalogue.get(name);
  if (aggregate) return parseAggregate(cursor, token, aggregate, parseExpression);
  const definition = functionCatalogue.get(name);
  if (!definition) throw unknownFunction(token);
  const { operandCount, patternOperand } = definition;
  const { operands, location } = parseArguments(cursor, token, { parseExpression, operandCount, patternOperand });
  return { type: 'call', name, operands, location };
}

function unknownFunction({ name, location }: NameToken): MalformedQueryError {
  if (functionsNotBuilt.has(name.toLowerCase())) return new UnsupportedQueryError(`function '${name}'`, location);
  const known = [...aggregateCatalogue.keys(), ...functionCatalogue.keys(), ...timeBuckets, ...functionsNotBuilt];
  const suggestion = name.toLowerCase() === 'distinct' ? 'count_distinct' : closestTo(name, known);
  return new MalformedQueryError(
    `unknown function '${name.slice(0, 80)}'${suggestion ? `; did you mean ${suggestion}?` : ''}`,
    location,
  );
}

/** Parses an expression, or one that binds as tight as the place asks for. */
export type ParseExpression = (cursor: TokenCursor) => Expression;

/** What may stand between the parentheses of a call. */
interface ArgumentOptions {
  readonly parseExpression: ParseExpression;
  /** The least and the largest number of arguments. */
  readonly operandCount: readonly [number, number];
  /** Counted from 0, the argument that may be a `/pattern/`. */
  readonly patternOperand?: number | undefined;
  /** Whether a `*` may stand in place of all arguments. */
  readonly takesStar?: boolean;
}

/** The arguments of a call, and where it stands with its name and parentheses. */
interface Arguments {
  readonly operands: readonly Expression[];
  readonly location: QueryLocation;
}

/**
 * Parses the parentheses after the name of a function, and what is in them.
 *
 * @throws {MalformedQueryError} The arguments are not well formed, too few or too many. Not retryable.
 */
function parseArguments(cursor: TokenCursor, token: NameToken, options: ArgumentOptions): Arguments {
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

type ParameterBounds = NonNullable<AggregateDefinition['parameter']>;

/**
 * Parses the arguments of an aggregate function whose name has been read.
 *
 * @throws {MalformedQueryError} Not with these arguments. Not retryable.
 */
function parseAggregate(
  cursor: TokenCursor,
  token: NameToken,
  { operandCount, parameter, readsTimestamp }: AggregateDefinition,
  parseExpression: ParseExpression,
): AggregateCall {
  const name = token.name.toLowerCase();
  const takesStar = name === 'count';
  const { operands, location } = parseArguments(cursor, token, { parseExpression, operandCount, takesStar });
  const [operand, second] = operands;
  return {
    type: 'aggregate',
    name,
    location,
    ...(operand && { operand }),
    ...(second && parameter && { parameter: parameterOf(token.name, second, parameter) }),
    ...(readsTimestamp && { time: impliedField('@timestamp', location) }),
  };
}

function parameterOf(name: string, argument: Expression, { least, most }: ParameterBounds): number {
  const value = argument.type === 'literal' ? argument.value : undefined;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new MalformedQueryError(
    `the second argument of '${name}' is a number from ${least} to ${most}, written in the query`,
    argument.location,
  );
}

/** Functions that take periods, and so are syntax rather than entries of the catalogue. */
export const timeBuckets: readonly string[] = ['bin', 'datefloor', 'dateceil'];

/**
 * Parses the arguments of `bin(5m)`, `datefloor(time, 1h)` or `dateceil(time, 1h)`, whose name has been read.
 *
 * @throws {MalformedQueryError} Not retryable.
 */
function parseTimeBucket(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): TimeBucket {
  const name = token.name.toLowerCase();
  cursor.expectSymbol('(');
  const time = name === 'bin' ? undefined : parseExpression(cursor);
  if (time) cursor.expectSymbol(',');
  const period = parsePeriod(cursor);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  const rounding = name === 'dateceil' ? 'up' : 'down';
  return { type: 'time-bucket', rounding, time: time ?? impliedField('@timestamp', location), period, location };
}

function parsePeriod(cursor: TokenCursor): Period {
  const token = cursor.peek();
  const period = token.kind === 'period' ? periodOf(token.count, token.unit) : undefined;
  if (!period) return cursor.fail(token, 'a period such as 30s, 5m or 1h');
  cursor.next();
  return period;
}
