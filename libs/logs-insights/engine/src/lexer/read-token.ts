import { MalformedQueryError } from '../errors';
import { matchAt } from '../values/text';
import { type NameToken, type RegexToken, type StringToken, type Token } from './token';

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
  const found = matchAt(symbol, text, start);
  if (found) return { kind: 'symbol', symbol: found[0], ...extent(start, found[0].length) };
  throw unexpectedCharacter(text, start);
}

/** @returns The offset of the first character at or after `position` that is neither white space nor comment. */
export function skipBlank(text: string, position: number): number {
  return position + (matchAt(blank, text, position)?.[0].length ?? 0);
}

function readNumber(text: string, start: number): Token {
  const plain = matchAt(number, text, start);
  // A number beyond the range of doubles is no number that anything could equal.
  if (plain && Number.isFinite(Number(plain[0]))) {
    return { kind: 'number', value: Number(plain[0]), ...extent(start, plain[0].length) };
  }
  const withUnit = matchAt(period, text, start);
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

const extent = (start: number, length: number) => ({
  location: { startCharOffset: start, endCharOffset: start + length - 1 },
  end: start + length,
});

const bare = /[\w@.]+/y;

/**
 * Reads a name that starts at `start`: bare characters and parts in backticks, joined without white space, as in
 * `` resource.`k8s.io/x` ``.
 *
 * @throws {MalformedQueryError} A backtick is not closed, or the name is empty. Not retryable.
 */
export function readName(text: string, start: number): NameToken {
  let end = start;
  let name = '';
  let segments: readonly string[] = [''];
  let quoted = false;
  for (let part = readPart(text, end); part; part = readPart(text, end)) {
    end = part.end;
    name += part.name;
    segments = extend(segments, part.quoted ? [part.name] : part.name.split('.'));
    quoted ||= part.quoted;
  }
  const location = { startCharOffset: start, endCharOffset: Math.max(start, end - 1) };
  if (name === '')
    throw new MalformedQueryError(quoted ? 'a name in backticks must not be empty' : 'a name is missing', location);
  return { kind: 'name', name, segments, quoted, location, end };
}

/** The first new piece belongs to the last old one: `` a.`b c` `` is `a.` and then `b c`. */
function extend(segments: readonly string[], pieces: readonly string[]): readonly string[] {
  const [first = '', ...others] = pieces;
  return [...segments.slice(0, -1), (segments.at(-1) ?? '') + first, ...others];
}

function readPart(text: string, start: number): { name: string; end: number; quoted: boolean } | undefined {
  if (text[start] === '`') {
    const close = text.indexOf('`', start + 1);
    if (close < 0) {
      throw new MalformedQueryError('a name in backticks is not closed', {
        startCharOffset: start,
        endCharOffset: text.length - 1,
      });
    }
    return { name: text.slice(start + 1, close), end: close + 1, quoted: true };
  }
  const name = matchAt(bare, text, start)?.[0];
  return name === undefined ? undefined : { name, end: start + name.length, quoted: false };
}

/** Escapes with a meaning of their own (unverified); any other escaped letter keeps its backslash. */
const meanings: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/**
 * Reads a string in double or single quotes, whose opening quote is at `start`.
 *
 * @throws {MalformedQueryError} The string is not closed. Not retryable.
 */
function readString(text: string, start: number): StringToken {
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
