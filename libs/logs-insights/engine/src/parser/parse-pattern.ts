import { MalformedQueryError, PatternSyntaxError } from '../errors';
import { compileGroups, compilePattern } from '../patterns/compile-pattern';
import { type GroupPattern, type Pattern } from '../patterns/pattern';
import { type QueryLocation } from '../syntax/location';

/**
 * Compiles the pattern of a query.
 *
 * @param source - What stands between the slashes or the quotes.
 * @param location - Where the pattern stands, with its slashes or quotes.
 * @throws {MalformedQueryError} It is no pattern; the location is that of the faulty part. Not retryable.
 */
export const parsePattern = (source: string, location: QueryLocation): Pattern =>
  withPlace(location, () => compilePattern(source));

/**
 * Compiles a pattern that is there for its groups; groups without a name are kept if `numbersGroups`.
 *
 * @throws {MalformedQueryError} As {@link parsePattern}. Not retryable.
 */
export const parseGroups = (
  source: string,
  location: QueryLocation,
  { numbersGroups }: { numbersGroups: boolean },
): GroupPattern => withPlace(location, () => compileGroups(source, numbersGroups));

function withPlace<T>(location: QueryLocation, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    const first = location.startCharOffset + 1;
    throw new MalformedQueryError(error.message, {
      startCharOffset: Math.min(first + error.start, location.endCharOffset),
      endCharOffset: Math.min(first + error.end, location.endCharOffset),
    });
  }
}
