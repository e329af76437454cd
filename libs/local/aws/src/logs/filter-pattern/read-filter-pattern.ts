import { invalidParameter } from '../read-input';
import { type FilterPattern, regexRefusal, type Test } from './filter-pattern';
import { readJsonPattern } from './json-pattern';
import { readTermPattern } from './term-pattern';

const maxPatternLength = 1024;

/**
 * Reads a filter pattern of CloudWatch Logs: terms, or selectors of JSON. Emulated from the documentation.
 *
 * @returns The pattern; the empty one matches all.
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(pattern: string): FilterPattern {
  if (pattern.length > maxPatternLength) {
    throw invalidParameter(
      `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${maxPatternLength}`,
    );
  }
  const trimmed = pattern.trim();
  switch (trimmed[0]) {
    case undefined:
      return withoutFields(() => true);
    case '{':
      return readJsonPattern(trimmed);
    case '[':
      throw invalidParameter('Filter patterns of fields between white space are not emulated here.');
    case '%':
      throw regexRefusal();
    default:
      return withoutFields(readTermPattern(trimmed));
  }
}

const withoutFields = (matches: Test<string>): FilterPattern => ({ matches, extract: () => ({}) });
