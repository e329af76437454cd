import { RE2JS, RE2JSException } from 're2js';

import { invalidParameter } from '../read-input';
import { type Test } from './test';

/** Letters, digits, symbols and operators of the page, and the space, which one of its examples has. */
const allowed = /^(?:[\w :#=@/;,\-^$?[\]{}|*+.]|\\(?:[dDsSwW:_#=@/;,\-^$?[\]{}|\\*+.]|x[0-7][\dA-Fa-f]))+$/;

/** A counted repetition, or what may look like one: a character behind a backslash, a set. */
const countedPattern = /\\.|\[(?:\\.|[^\]\\])*\]|\{(?<least>\d*), ?(?<most>\d*)\}|\{(?<exactly>\d+)\}/g;

/** How often all counted repetitions together may repeat: what AWS allows is not documented, and time grows with it. */
const maxRepetitions = 1_000;

/**
 * Compiles a regular expression of a filter pattern: a small dialect without groups, which finds its text anywhere.
 *
 * It runs in linear time. `.` is any character, a line's end included (unverified).
 *
 * @param source - What stands between the percent signs.
 * @throws {AwsError} InvalidParameterException: a character that is not supported, or no regular expression. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
 */
export function compileRegex(source: string): Test<string> {
  if (!allowed.test(source)) throw refusal(source, 'it has characters that are not supported');
  try {
    const engine = RE2JS.compile(inRe2(source), RE2JS.DOTALL);
    return (text) => engine.test(text);
  } catch (error) {
    throw error instanceof RE2JSException ? refusal(source, error.message) : error;
  }
}

/** Minimum and maximum of a repetition may be left out; the engine wants a minimum, and no space. */
function inRe2(source: string): string {
  let repetitions = 0;
  const written = source.replace(countedPattern, (found, ...args) => {
    const { least, most, exactly } = args.at(-1) as Record<string, string | undefined>;
    repetitions += Number(most ?? exactly ?? 0) || Number(least ?? 0);
    return least === undefined || least + (most ?? '') === '' ? found : `{${least || '0'},${most ?? ''}}`;
  });
  if (repetitions > maxRepetitions) throw refusal(source, `it repeats more than ${maxRepetitions} times`);
  return written;
}

const refusal = (source: string, reason: string): Error =>
  invalidParameter(`Invalid filter pattern: the regular expression %${source.slice(0, 200)}% is refused: ${reason}.`);
