import { type AggregateDefinition } from '../aggregates/aggregate-definition';
import { MalformedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import { type AggregateCall, type Expression, impliedField } from '../syntax/expression';
import { type ParseExpression, parseArguments } from './parse-arguments';
import { type TokenCursor } from './token-cursor';

type ParameterBounds = NonNullable<AggregateDefinition['parameter']>;

/**
 * Parses the arguments of an aggregate function whose name has been read.
 *
 * @throws {MalformedQueryError} Not with these arguments. Not retryable.
 */
export function parseAggregate(
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
