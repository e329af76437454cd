import { aggregateCatalogue } from '../aggregates/catalogue';
import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { functionCatalogue } from '../functions/catalogue';
import { type NameToken } from '../lexer/token';
import { type Expression } from '../syntax/expression';
import { functionsNotBuilt } from './language-names';
import { parseAggregate } from './parse-aggregate';
import { type ParseExpression, parseArguments } from './parse-arguments';
import { parseTimeBucket, timeBuckets } from './parse-time-bucket';
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
