import { RE2JSException, RE2JSSyntaxException } from 're2js';

import { PatternSyntaxError } from '../errors';
import { AnyTextPattern, plainTexts } from './any-text-pattern';
import { type ParsedPattern, parsePattern } from './parse-pattern';
import { type GroupPattern, type Pattern } from './pattern';
import { measurePattern, requiredTexts, writeRe2 } from './pattern-node';
import { Re2Pattern } from './re2-pattern';

/** As long as a query can be. */
const maxLength = 10_000;

/** Twice what a pattern without counted repetitions can come to; it bounds the time for each character of a text. */
const maxSize = 2 * maxLength;

/**
 * Compiles a regular expression of a query: RE2's dialect, which has neither look-around nor references back to groups,
 * and searches in time that grows with the text and not with a power of it.
 *
 * That AWS runs this dialect is unverified; no pattern is known that it runs and RE2 refuses. Matching goes by code
 * points. Groups without a name are not kept. A set such as `\d` or `\w` has the characters of ASCII.
 *
 * @param source - What stands between the slashes, without the flags that other languages put after them.
 * @throws {PatternSyntaxError} The pattern is not of the dialect, or too large to run. Not retryable.
 * @example
 * compilePattern('update in (?<ms>[\\d.]+) ms').find('update in 3.5 ms'); // ['3.5']
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(source: string): Pattern {
  const parsed = parseBounded(source, false);
  const texts = parsed.groupNames.length > 0 ? undefined : plainTexts(parsed.root);
  return texts ? new AnyTextPattern(texts) : build(source, parsed);
}

/**
 * As {@link compilePattern}, for a pattern that is there for its groups.
 *
 * @param numbersGroups - Whether a group without a name is kept too, named by its place among the kept ones, from '1'.
 * @throws {PatternSyntaxError} As {@link compilePattern}. Not retryable.
 */
export const compileGroups = (source: string, numbersGroups: boolean): GroupPattern =>
  build(source, parseBounded(source, numbersGroups));

function parseBounded(source: string, numbersGroups: boolean): ParsedPattern {
  if (source.length <= maxLength) return parsePattern(source, numbersGroups);
  const message = `a pattern has ${maxLength} characters at most, this one has ${source.length}`;
  throw new PatternSyntaxError(message, maxLength, source.length - 1);
}

function build(source: string, { root, groupNames }: ParsedPattern): GroupPattern {
  const { size, isUnbounded } = measurePattern(root);
  if (size > maxSize) {
    const message = 'the repetitions in the pattern make it too large; repeat fewer times, or without a limit';
    throw new PatternSyntaxError(message, 0, source.length - 1);
  }
  try {
    return new Re2Pattern({ source: writeRe2(root), groupNames, requiredTexts: requiredTexts(root), isUnbounded });
  } catch (error) {
    throw error instanceof RE2JSException ? refusal(source, error) : error;
  }
}

/** The engine refuses what parsing has let through: only it knows the names of Unicode's sets. */
function refusal(source: string, error: RE2JSException): PatternSyntaxError {
  const fragment = (error instanceof RE2JSSyntaxException ? error.getPattern() : undefined) ?? source;
  const found = source.indexOf(fragment);
  const start = Math.max(found, 0);
  const end = found < 0 ? source.length : start + fragment.length;
  const message = /^\\[pP]/.test(fragment)
    ? `'${fragment}' is no known set of characters; write for example '\\pL', '\\p{Lu}' or '\\p{Greek}'`
    : `the pattern is no regular expression of Logs Insights: ${error.message}`;
  return new PatternSyntaxError(message, start, Math.max(end - 1, start));
}
