import { invalidParameter } from '../read-input';
import { type Test } from './filter-pattern';

interface Terms {
  readonly required: string[];
  readonly optional: string[];
  readonly excluded: string[];
}

const tokenPattern = /\s*(?<mark>[?-]?)(?:"(?<phrase>(?:[^"\\]|\\.)*)"|(?<word>[^\s"]+))/gy;

/**
 * Reads a pattern of terms: `A B` needs both, `?A ?B` one of them, `-A` none; case and characters count exactly.
 *
 * White space in quotes is in every message. Where other terms stand beside them, optional ones are ignored.
 *
 * @throws {AwsError} InvalidParameterException: a term without quotes has other characters than letters, digits and `_`.
 * Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readTermPattern(pattern: string): Test<string> {
  const { required, optional, excluded } = termsIn(pattern);
  if (required.length + excluded.length === 0) return (message) => optional.some((term) => message.includes(term));
  return (message) =>
    required.every((term) => message.includes(term)) && !excluded.some((term) => message.includes(term));
}

function termsIn(pattern: string): Terms {
  const terms: Terms = { required: [], optional: [], excluded: [] };
  let position = 0;
  for (const { 0: token, index, groups } of pattern.matchAll(tokenPattern)) {
    position = index + token.length;
    const { mark, phrase, word = '' } = groups ?? {};
    if (phrase === undefined && !/^[\p{L}\p{N}_]+$/u.test(word)) {
      throw invalidParameter(`Invalid character(s) in term '${word}'`);
    }
    const kind = mark === '?' ? 'optional' : mark === '-' ? 'excluded' : 'required';
    terms[kind].push(phrase === undefined ? word : textOf(phrase));
  }
  if (pattern.slice(position).trim() !== '') {
    throw invalidParameter(`Invalid filter pattern at character ${position}: a closing " is missing.`);
  }
  return terms;
}

const textOf = (phrase: string): string => (phrase.trim() === '' ? '' : phrase.replace(/\\(.)/gs, '$1'));
