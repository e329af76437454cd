import { aggregateCatalogue } from '../aggregates/catalogue';
import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { functionCatalogue } from '../functions/catalogue';
import { type NameToken } from '../lexer/token';
import { type Expression } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { type Period, periodOf } from '../values/period';
import { functionsNotBuilt } from './language-names';
import { closestTo } from './suggest';
import { type TokenCursor } from './token-cursor';

type ParseExpression = (cursor: TokenCursor) => Expression;

/**
 * Parses the arguments of a function whose name has been read.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the function and this engine does not. Not retryable.
 * @throws {MalformedQueryError} There is no such function, or not with so many arguments. Not retryable.
 */
export function parseCall(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  const name = token.name.toLowerCase();
  if (name === 'bin' || name === 'datefloor') return parseTimeBucket(cursor, token, parseExpression);
  const isAggregate = aggregateCatalogue.has(name);
  const operandCount = (aggregateCatalogue.get(name) ?? functionCatalogue.get(name))?.operandCount;
  if (!operandCount) throw unknownFunction(token);
  cursor.expectSymbol('(');
  const operands = name === 'count' && cursor.takeSymbol('*') ? [] : parseArguments(cursor, parseExpression);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  refuseWrongCount(token.name, operands.length, operandCount, location);
  const [operand] = operands;
  if (isAggregate) return { type: 'aggregate', name, location, ...(operand && { operand }) };
  return { type: 'call', name, operands, location };
}

function parseArguments(cursor: TokenCursor, parseExpression: ParseExpression): Expression[] {
  if (cursor.isSymbol(')')) return [];
  const operands = [parseExpression(cursor)];
  while (cursor.takeSymbol(',')) operands.push(parseExpression(cursor));
  return operands;
}

function parseTimeBucket(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): Expression {
  cursor.expectSymbol('(');
  const time = token.name.toLowerCase() === 'bin' ? undefined : parseExpression(cursor);
  if (time) cursor.expectSymbol(',');
  const period = parsePeriod(cursor);
  cursor.expectSymbol(')');
  const location = spanning(token.location, cursor.last);
  return { type: 'time-bucket', time: time ?? { type: 'field', name: '@timestamp', location }, period, location };
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
  const known = [...aggregateCatalogue.keys(), ...functionCatalogue.keys(), 'bin', 'datefloor', ...functionsNotBuilt];
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
