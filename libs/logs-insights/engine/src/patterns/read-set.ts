import { PatternSyntaxError } from './pattern-syntax-error';
import { readEscape } from './read-escape';
import { writeChar } from './write-re2';

/** A set of characters in brackets; `end` is where the text after it starts. */
export interface CharacterSet {
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
