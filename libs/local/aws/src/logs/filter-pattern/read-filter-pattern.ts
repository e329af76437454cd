import { invalidParameter } from '../read-input';
import { type Test } from './test';
import { readDelimitedPattern } from './delimited-pattern';
import { type FilterPattern } from './filter-pattern';
import { readJsonPattern } from './json-pattern';
import { PatternReader } from './pattern-reader';
import { readTermPattern } from './term-pattern';

const maxPatternLength = 1024;

/**
 * Reads a filter pattern of CloudWatch Logs. Emulated from the documentation.
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
      return readDelimitedPattern(trimmed);
    case '%':
      return withoutFields(readRegexAlone(trimmed));
    default:
      return withoutFields(readTermPattern(trimmed));
  }
}

const withoutFields = (matches: Test<string>): FilterPattern => ({ matches, extract: () => ({}) });

/** It can't be joined with terms. */
function readRegexAlone(pattern: string): Test<string> {
  const reader = new PatternReader(pattern);
  const regex = reader.regex();
  if (!regex || !reader.isAtEnd) throw reader.refusal('nothing may follow the closing %');
  return regex;
}
