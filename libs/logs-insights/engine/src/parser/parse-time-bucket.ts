import { type NameToken } from '../lexer/token';
import { type TimeBucket, impliedField } from '../syntax/expression';
import { spanning } from '../syntax/location';
import { type Period, periodOf } from '../values/period';
import { type ParseExpression } from './parse-arguments';
import { type TokenCursor } from './token-cursor';

/** Functions that take periods, and so are syntax rather than entries of the catalogue. */
export const timeBuckets: readonly string[] = ['bin', 'datefloor', 'dateceil'];

/**
 * Parses the arguments of `bin(5m)`, `datefloor(time, 1h)` or `dateceil(time, 1h)`, whose name has been read.
 *
 * @throws {MalformedQueryError} Not retryable.
 */
export function parseTimeBucket(cursor: TokenCursor, token: NameToken, parseExpression: ParseExpression): TimeBucket {
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
