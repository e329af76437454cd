import { invalidParameter } from './invalid-parameter';
import { readJsonPattern } from './json-pattern';
import { regexRefusal } from './pattern-reader';

const maxPatternLength = 1024;

/** Whether the message of an event matches. */
export type MatchesMessage = (message: string) => boolean;

/**
 * Reads a filter pattern of CloudWatch Logs: terms, or selectors of JSON. Emulated from the documentation.
 *
 * @param pattern - The empty one matches all.
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(pattern: string): MatchesMessage {
  if (pattern.length > maxPatternLength) {
    throw invalidParameter(`A filter pattern has at most ${maxPatternLength} characters, not ${pattern.length}.`);
  }
  const trimmed = pattern.trim();
  switch (trimmed[0]) {
    case undefined:
      return () => true;
    case '{':
      return readJsonPattern(trimmed);
    case '[':
      throw invalidParameter('Filter patterns of fields between white space are not emulated here.');
    case '%':
      throw regexRefusal();
    default:
      return readTermPattern(trimmed);
  }
}

const tokenPattern = /\s*(?<mark>[?-]?)(?:"(?<phrase>(?:[^"\\]|\\.)*)"|(?<word>[^\s"]+))/gy;

/** `A B` needs both, `?A ?B` one of them, unless other terms stand beside them; `-A` none. Case counts. */
function readTermPattern(pattern: string): MatchesMessage {
  const terms = [...pattern.matchAll(tokenPattern)].map(({ groups }) => {
    const { mark = '', phrase, word = '' } = groups ?? {};
    if (phrase === undefined && !/^[\p{L}\p{N}_]+$/u.test(word)) {
      throw invalidParameter(`Invalid character(s) in term '${word}'`);
    }
    return { mark, text: phrase?.replace(/\\(.)/gs, '$1') ?? word };
  });
  const read = pattern.replace(tokenPattern, '').trim();
  if (read !== '') throw invalidParameter(`Invalid filter pattern: a closing " is missing before ${read}.`);
  const textsOf = (wanted: string): string[] => terms.filter(({ mark }) => mark === wanted).map(({ text }) => text);
  const [required, optional, excluded] = [textsOf(''), textsOf('?'), textsOf('-')];
  if (required.length + excluded.length === 0) return (message) => optional.some((text) => message.includes(text));
  return (message) =>
    required.every((text) => message.includes(text)) && !excluded.some((text) => message.includes(text));
}
