import { MalformedQueryError } from '../errors';
import { readName } from './read-name';
import { readString } from './read-string';
import { type Token } from './token';

const blank = /(?:\s|#[^\n\r]*)*/y;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w@.`])/y;
const period = /(\d+)([A-Za-z]+)(?![\w@.`])/y;
const symbol = /==|!=|<=|>=|=~|~=|<>|&&|\|\||[|,:()[\]+\-*/%^=<>!]/y;
const nameStart = /[A-Za-z_@`]/;
/** Signs that other languages have. */
const signHints: ReadonlyMap<string, string> = new Map([
  [';', 'commands are joined by |, and nothing ends the last one'],
  ['&', 'write and'],
]);
const nameHint = 'a name with other characters than letters, digits, _, @ and . needs backticks';
const typographicQuote = /[\u2018-\u201f]/;

/**
 * Reads the token at or after `position`, past white space and comments.
 *
 * A `/` is always a division here: only the parser knows where a pattern may stand, and calls `readRegex` there.
 *
 * @returns An `end` token at the end of the text.
 * @throws {MalformedQueryError} No token starts there, or it does not end. Not retryable.
 */
export function readToken(text: string, position: number): Token {
  const start = skipBlank(text, position);
  const char = text[start];
  if (char === undefined) {
    return { kind: 'end', location: { startCharOffset: text.length, endCharOffset: text.length }, end: text.length };
  }
  if (nameStart.test(char)) return readName(text, start);
  if (char === '"' || char === "'") return readString(text, start);
  if (char >= '0' && char <= '9') return readNumber(text, start);
  const found = match(symbol, text, start);
  if (found) return { kind: 'symbol', symbol: found[0], ...extent(start, found[0].length) };
  throw unexpectedCharacter(text, start);
}

/** @returns The offset of the first character at or after `position` that is neither white space nor comment. */
export function skipBlank(text: string, position: number): number {
  return position + (match(blank, text, position)?.[0].length ?? 0);
}

function readNumber(text: string, start: number): Token {
  const plain = match(number, text, start);
  // A number beyond the range of doubles is no number that anything could equal.
  if (plain && Number.isFinite(Number(plain[0]))) {
    return { kind: 'number', value: Number(plain[0]), ...extent(start, plain[0].length) };
  }
  const withUnit = match(period, text, start);
  if (withUnit) {
    const [written, count = '', unit = ''] = withUnit;
    return { kind: 'period', count: Number(count), unit, ...extent(start, written.length) };
  }
  const length = /^[\w@.`]*/.exec(text.slice(start))?.[0].length ?? 1;
  throw new MalformedQueryError(
    `'${text.slice(start, start + Math.min(length, 80))}' is neither a number nor a name; a name that starts with a digit needs backticks`,
    extent(start, length).location,
  );
}

function unexpectedCharacter(text: string, start: number): MalformedQueryError {
  const char = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const hint = typographicQuote.test(char) ? 'strings take straight quotes' : (signHints.get(char) ?? nameHint);
  return new MalformedQueryError(`token recognition error at '${char}'; ${hint}`, extent(start, char.length).location);
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

const extent = (start: number, length: number) => ({
  location: { startCharOffset: start, endCharOffset: start + length - 1 },
  end: start + length,
});
