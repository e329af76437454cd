import { type AggregateDefinition } from '../aggregates/aggregate-definition';
import { aggregateCatalogue } from '../aggregates/catalogue';
import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { functionCatalogue } from '../functions/catalogue';
import { type NameToken } from '../lexer/token';
import { type Expression, impliedField } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { type Period, periodOf } from '../values/period';
import { functionsNotBuilt } from './language-names';
import { parsePattern } from './parse-pattern';
import { closestTo } from './suggest';
import { type TokenCursor } from './token-cursor';

type ParseExpression = (cursor: TokenCursor) => Expression;

type ParameterBounds = NonNullable<AggregateDefinition['parameter']>;

/** Syntax rather than entries of the catalogue, since they take periods. */
export const timeBuckets: readonly string[] = ['bin', 'datefloor', 'dateceil'];

/**
 * Parses the arguments of a function whose name has been read.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the function and this engine does not. Not retryable.
 * @throws {MalformedQueryError} There is no such function, or not with so many arguments. Not retryable.
 */
export function parseCall(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  const name = token.name.toLowerCase();
  if (timeBuckets.includes(name)) return parseTimeBucket(cursor, token, parseExpression);
  const aggregate = aggregateCatalogue.get(name);
  if (aggregate) return parseAggregate(cursor, token, aggregate, parseExpression);
  const definition = functionCatalogue.get(name);
  if (!definition) throw unknownFunction(token);
  cursor.expectSymbol('(');
  const operands = parseArguments(cursor, parseExpression, definition.patternOperand);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  refuseWrongCount(token.name, operands.length, definition.operandCount, location);
  return { type: 'call', name, operands, location };
}

function parseAggregate(
  cursor: TokenCursor,
  token: NameToken,
  { operandCount, parameter, readsTimestamp }: AggregateDefinition,
  parseExpression: ParseExpression,
): Expression {
  const name = token.name.toLowerCase();
  cursor.expectSymbol('(');
  const operands = name === 'count' && cursor.takeSymbol('*') ? [] : parseArguments(cursor, parseExpression);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  refuseWrongCount(token.name, operands.length, operandCount, location);
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

function parseArguments(
  cursor: TokenCursor,
  parseExpression: ParseExpression,
  patternOperand?: number,
): readonly Expression[] {
  if (cursor.isSymbol(')')) return [];
  const operands: Expression[] = [];
  do operands.push(parseArgument(cursor, parseExpression, operands.length === patternOperand));
  while (cursor.takeSymbol(','));
  return operands;
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

function parseTimeBucket(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  cursor.expectSymbol('(');
  const time = token.name.toLowerCase() === 'bin' ? undefined : parseExpression(cursor);
  if (time) cursor.expectSymbol(',');
  const period = parsePeriod(cursor);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  const rounding = token.name.toLowerCase() === 'dateceil' ? 'up' : 'down';
  return { type: 'time-bucket', rounding, time: time ?? impliedField('@timestamp', location), period, location };
}

function parsePeriod(cursor: TokenCursor): Period {
  const token = cursor.peek();
  const period = token.kind === 'period' ? periodOf(token.count, token.unit) : undefined;
  if (!period) return cursor.fail(token, 'a period such as 30s, 5m or 1h');
  cursor.next();
  return period;
}

function unknownFunction({ name, location }: NameToken): MalformedQueryError {
  if (functionsNotBuilt.has(name.toLowerCase())) return new UnsupportedQueryError(`function '${name}'`, location);
  const known = [...aggregateCatalogue.keys(), ...functionCatalogue.keys(), ...timeBuckets, ...functionsNotBuilt];
  const suggestion = closestTo(name, known);
  return new MalformedQueryError(
    `unknown function '${name.slice(0, 80)}'${suggestion ? `; did you mean ${suggestion}?` : ''}`,
    location,
  );
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
