import { MalformedQueryError } from '../errors';
import { type RegexToken, type StringToken } from './token';

/** Escapes with a meaning of their own (unverified); any other escaped letter keeps its backslash. */
const meanings: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/**
 * Reads a string in double or single quotes, whose opening quote is at `start`.
 *
 * @throws {MalformedQueryError} The string is not closed. Not retryable.
 */
export function readString(text: string, start: number): StringToken {
  const end = endOfDelimited(text, start, 'string');
  const value = text
    .slice(start + 1, end - 1)
    .replace(
      /\\([\s\S])/g,
      (written, char: string) => (Object.hasOwn(meanings, char) ? meanings[char] : written) ?? '',
    );
  return { kind: 'string', value, location: { startCharOffset: start, endCharOffset: end - 1 }, end };
}

/**
 * Reads a pattern between slashes, whose opening slash is at `start`; `\/` is a slash inside it.
 *
 * @throws {MalformedQueryError} The pattern is not closed. Not retryable.
 */
export function readRegex(text: string, start: number): RegexToken {
  const end = endOfDelimited(text, start, 'pattern');
  const source = text.slice(start + 1, end - 1);
  return { kind: 'regex', source, location: { startCharOffset: start, endCharOffset: end - 1 }, end };
}

function endOfDelimited(text: string, start: number, what: string): number {
  const delimiter = text[start];
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] === '\\') position += 1;
    else if (text[position] === delimiter) return position + 1;
  }
  throw new MalformedQueryError(`a ${what} is not closed: ${delimiter} is missing`, {
    startCharOffset: start,
    endCharOffset: text.length - 1,
  });
}
