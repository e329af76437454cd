import { invalidParameter } from '../read-input';
import { type Test } from './boolean-expression';
import { readDelimitedPattern } from './delimited-pattern';
import { readJsonPattern } from './json-pattern';
import { readTermPattern } from './term-pattern';

const maxPatternLength = 1024;

/**
 * Reads a filter pattern of CloudWatch Logs. Emulated from the documentation; regular expressions are refused.
 *
 * @returns Whether the message of an event matches. The empty pattern matches all.
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(pattern: string): Test<string> {
  if (pattern.length > maxPatternLength) {
    throw invalidParameter(
      `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${maxPatternLength}`,
    );
  }
  const trimmed = pattern.trim();
  switch (trimmed[0]) {
    case undefined:
      return () => true;
    case '{':
      return readJsonPattern(trimmed);
    case '[':
      return readDelimitedPattern(trimmed);
    case '%':
      throw invalidParameter('Invalid filter pattern: regular expressions are not supported locally.');
    default:
      return readTermPattern(trimmed);
  }
}
