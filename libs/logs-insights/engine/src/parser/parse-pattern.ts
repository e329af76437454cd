import { MalformedQueryError, PatternSyntaxError } from '../errors';
import { compilePattern } from '../patterns/compile-pattern';
import { type Pattern } from '../patterns/pattern';
import { type QueryLocation } from '../syntax/location';

/**
 * Compiles the pattern of a query.
 *
 * @param source - What stands between the slashes or the quotes.
 * @param location - Where the pattern stands, with its slashes or quotes.
 * @param options - As those of {@link compilePattern}.
 * @throws {MalformedQueryError} It is not a pattern; the location is that of the faulty part. Not retryable.
 */
export function parsePattern(source: string, location: QueryLocation, options = { numbersGroups: false }): Pattern {
  try {
    return compilePattern(source, options);
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    const first = location.startCharOffset + 1;
    throw new MalformedQueryError(error.message, {
      startCharOffset: Math.min(first + error.start, location.endCharOffset),
      endCharOffset: Math.min(first + error.end, location.endCharOffset),
    });
  }
}
