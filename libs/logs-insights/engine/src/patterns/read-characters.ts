import { PatternSyntaxError } from '../errors';
import { matchAt } from '../values/text';
import { writeChar } from './pattern-node';

/** A set of characters in brackets; `end` is where the text after it starts. */
interface CharacterSet {
  /** In RE2's notation. */
  readonly source: string;
  /** The character of a set of one, such as `[.]`. */
  readonly char: string | undefined;
  readonly end: number;
}

type Member =
  | { readonly char: string; readonly end: number }
  | { readonly char?: undefined; readonly source: string; readonly end: number };

const namedSet = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/;

/**
 * Reads the set whose opening bracket is at `start`. A `]` in the first place and a `-` at an end stand for themselves.
 *
 * @throws {PatternSyntaxError} The set is not closed, or something in it means nothing. Not retryable.
 */
export function readSet(source: string, start: number): CharacterSet {
  const isNegated = source[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const written: string[] = [];
  let char: string | undefined;
  let position = first;
  while (position === first || source[position] !== ']') {
    const member = readMember(source, position, start);
    const last = member.char === undefined ? undefined : readRangeEnd(source, member.end, start);
    if (last && codePoint(last.char) < codePoint(member.char)) {
      const range = source.slice(position, last.end);
      const message = `'${range}' is a range from a later character to an earlier one; swap its ends`;
      throw new PatternSyntaxError(message, position, last.end - 1);
    }
    written.push(last ? `${writeMember(member)}-${writeChar(last.char)}` : writeMember(member));
    char = last ? undefined : member.char;
    position = last?.end ?? member.end;
  }
  return {
    source: `[${isNegated ? '^' : ''}${written.join('')}]`,
    char: isNegated || written.length > 1 ? undefined : char,
    end: position + 1,
  };
}

function readMember(source: string, position: number, setStart: number): Member {
  if (source.startsWith('[:', position)) {
    const named = readNamedSet(source, position);
    if (named) return named;
  }
  if (source[position] !== '\\') return readChar(source, position, setStart);
  const escape = readEscape(source, position);
  if (escape.type === 'literal') return escape;
  if (escape.type === 'set') return { source: escape.source, end: escape.end };
  const message = `'${escape.source}' is a place in the text and can't be in a set of characters`;
  throw new PatternSyntaxError(message, position, escape.end - 1);
}

function readChar(source: string, position: number, setStart: number): { char: string; end: number } {
  const point = source.codePointAt(position);
  if (point === undefined) {
    const message = "a set of characters is not closed: ] is missing; write '\\[' for a bracket";
    throw new PatternSyntaxError(message, setStart, source.length - 1);
  }
  const char = String.fromCodePoint(point);
  return { char, end: position + char.length };
}

function readNamedSet(source: string, position: number): Member | undefined {
  const close = source.indexOf(':]', position);
  if (close < 0) return undefined;
  const name = source.slice(position, close + 2);
  if (namedSet.test(name)) return { source: name, end: close + 2 };
  const message = `'${name}' is no known set of characters; write for example '[:alpha:]' or '[:digit:]'`;
  throw new PatternSyntaxError(message, position, close + 1);
}

/** @returns The second end of a range when `position` is at the hyphen of one. */
function readRangeEnd(source: string, position: number, setStart: number): { char: string; end: number } | undefined {
  if (source[position] !== '-' || source[position + 1] === ']') return undefined;
  const start = position + 1;
  if (source[start] !== '\\') return readChar(source, start, setStart);
  const escape = readEscape(source, start);
  if (escape.type === 'literal') return escape;
  const message = `a range can't end in '${escape.source}'; write '\\-' for a hyphen`;
  throw new PatternSyntaxError(message, position, escape.end - 1);
}

const writeMember = (member: Member): string => (member.char === undefined ? member.source : writeChar(member.char));

const codePoint = (char = ''): number => char.codePointAt(0) ?? 0;

/** What an escape stands for; `end` is where the text after it starts. */
type Escape =
  | { readonly type: 'literal'; readonly char: string; readonly end: number }
  | { readonly type: 'set' | 'assertion'; readonly source: string; readonly end: number };

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const octal = /\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const hexadecimal = /\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,8})\})/y;
const unicodeSet = /\\[pP](?:[^{]|\{[^}]*\})/uy;
const backReference = /\\(?:[1-9]|[kg])/y;

/** What other dialects have, and what to write instead. */
const hints: Readonly<Record<string, string>> = {
  Z: "write '$' or '\\z' for the end of the text",
  G: "write '^' for the start of the text",
  K: 'read a named group instead',
  u: "write '\\x{20ac}' for a code point",
  e: "write '\\x1b'",
  c: "write '\\x{…}' with the number of the character",
  h: "write '[ \\t]'",
  H: "write '[^ \\t]'",
  R: "write '\\r?\\n'",
  N: "write '[^\\n]'",
  X: "write '.'",
  C: "write '.'",
  E: "it ends what '\\Q' starts",
  Q: 'in a set each character is escaped for itself',
};

/**
 * Reads the escape whose backslash is at `start`. A backslash before what is neither
 * letter nor digit changes nothing.
 *
 * @throws {PatternSyntaxError} There is no such escape. Not retryable.
 */
export function readEscape(source: string, start: number): Escape {
  const letter = source[start + 1];
  if (letter === undefined) {
    throw new PatternSyntaxError("a backslash at the end escapes nothing; write '\\\\' for a backslash", start, start);
  }
  const control = Object.hasOwn(controls, letter) ? controls[letter] : undefined;
  if (control !== undefined) return { type: 'literal', char: control, end: start + 2 };
  if (/[dDsSwW]/.test(letter)) return { type: 'set', source: `\\${letter}`, end: start + 2 };
  if (/[AbBz]/.test(letter)) return { type: 'assertion', source: `\\${letter}`, end: start + 2 };
  if (letter === 'p' || letter === 'P') return readUnicodeSet(source, start);
  const char = letter === 'x' ? readHexadecimal(source, start) : readOctal(source, start);
  if (char) return char;
  if (/[\0-/:-@[-`{-\x7f]/.test(letter)) return { type: 'literal', char: letter, end: start + 2 };
  throw unknownEscape(source, start);
}

function readUnicodeSet(source: string, start: number): Escape {
  const written = matchAt(unicodeSet, source, start);
  if (written) return { type: 'set', source: written[0], end: start + written[0].length };
  const message = `'${source.slice(start, start + 3)}' is not closed; write for example '\\pL' or '\\p{Greek}'`;
  throw new PatternSyntaxError(message, start, source.length - 1);
}

function readHexadecimal(source: string, start: number): Escape {
  const written = matchAt(hexadecimal, source, start);
  const codePoint = parseInt(written?.[1] ?? written?.[2] ?? '', 16);
  if (written && codePoint <= 0x10ffff) {
    return { type: 'literal', char: String.fromCodePoint(codePoint), end: start + written[0].length };
  }
  const message = "'\\x' takes two hexadecimal digits, or in braces a code point up to 10ffff: '\\x{20ac}'";
  throw new PatternSyntaxError(message, start, start + (written?.[0].length ?? 2) - 1);
}

function readOctal(source: string, start: number): Escape | undefined {
  const written = matchAt(octal, source, start)?.[0];
  if (!written) return undefined;
  return { type: 'literal', char: String.fromCodePoint(parseInt(written.slice(1), 8)), end: start + written.length };
}

function unknownEscape(source: string, start: number): PatternSyntaxError {
  const letter = String.fromCodePoint(source.codePointAt(start + 1) ?? 0);
  const end = start + letter.length;
  if (matchAt(backReference, source, start)) {
    return new PatternSyntaxError(
      `'\\${letter}' refers back to a group, which is not part of Logs Insights' regular expressions; ` +
        'read both texts by named groups and compare the fields',
      start,
      end,
    );
  }
  const hint = Object.hasOwn(hints, letter) ? hints[letter] : `write '${letter}' without the backslash`;
  const message = `'\\${letter}' is no escape of Logs Insights' regular expressions; ${hint}`;
  return new PatternSyntaxError(message, start, end);
}
