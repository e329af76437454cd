import { memoize } from '../values/bounded-memo';

/** A part of a date that is written in digits. */
export type DateUnit =
  | 'year'
  | 'year-of-century'
  | 'month'
  | 'day'
  | 'day-of-year'
  | 'hour'
  | 'hour-of-half-day'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'epoch-seconds';

/** One piece of a date's text. */
export type DatePart =
  | { readonly type: 'literal'; readonly text: string }
  /** `width` is the least number of digits, for a fraction the exact one; `pad` fills up to it, by default with zeros. */
  | { readonly type: 'number'; readonly unit: DateUnit; readonly width: number; readonly pad?: ' ' }
  | { readonly type: 'name'; readonly of: 'month' | 'weekday'; readonly isShort: boolean }
  /** AM or PM. */
  | { readonly type: 'half-day' }
  /** `hours` is `+02` where there are no minutes; `hasZulu` writes `Z` for UTC. */
  | { readonly type: 'offset'; readonly style: 'hours' | 'basic' | 'extended'; readonly hasZulu: boolean }
  /** The name of the zone, such as `UTC` or `CET`. */
  | { readonly type: 'zone' };

/** A pattern longer than this is none; UTF-16 units. */
const maxPatternLength = 1000;

export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');

/** From Sunday. */
export const weekdayNames: readonly string[] = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** How many letters of a name its short form has. */
export const shortNameLength = 3;

/** A quoted text, one letter repeated, or anything else up to the next of those. */
const javaPiece = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/y;

/** The letters that stand for digits, with the largest width each may have. */
const numbers: Readonly<Record<string, readonly [unit: DateUnit, maxWidth: number]>> = {
  y: ['year', 4],
  u: ['year', 4],
  M: ['month', 2],
  L: ['month', 2],
  d: ['day', 2],
  D: ['day-of-year', 3],
  H: ['hour', 2],
  h: ['hour-of-half-day', 2],
  m: ['minute', 2],
  s: ['second', 2],
  S: ['fraction', 9],
};

/**
 * Parses a pattern of letters as Java has them, such as `yyyy-MM-dd'T'HH:mm:ss.SSSXXX` (unverified).
 *
 * @returns undefined when the pattern has a letter, or a number of letters, that stands for nothing.
 * @see https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html
 */
export const parseJavaPattern = memoize((pattern: string): readonly DatePart[] | undefined => {
  if (pattern.length > maxPatternLength) return undefined;
  const parts: DatePart[] = [];
  for (let index = 0; index < pattern.length; index = javaPiece.lastIndex) {
    javaPiece.lastIndex = index;
    const [text, quoted, letter] = javaPiece.exec(pattern) ?? [];
    const part = text === undefined ? undefined : partOf(text, quoted, letter);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts;
});

function partOf(text: string, quoted: string | undefined, letter: string | undefined): DatePart | undefined {
  if (quoted !== undefined) return { type: 'literal', text: text === "''" ? "'" : quoted.replaceAll("''", "'") };
  return letter === undefined ? { type: 'literal', text } : letterPart(letter, text.length);
}

function letterPart(letter: string, width: number): DatePart | undefined {
  if (letter === 'y' && width === 2) return { type: 'number', unit: 'year-of-century', width };
  const [unit, maxWidth] = (Object.hasOwn(numbers, letter) ? numbers[letter] : undefined) ?? [];
  if (unit !== undefined && width <= (maxWidth ?? 0)) return { type: 'number', unit, width };
  switch (letter) {
    case 'M':
    case 'L':
      return width <= 4 ? { type: 'name', of: 'month', isShort: width === 3 } : undefined;
    case 'E':
      return width <= 4 ? { type: 'name', of: 'weekday', isShort: width <= 3 } : undefined;
    case 'a':
      return width === 1 ? { type: 'half-day' } : undefined;
    case 'X':
    case 'x':
      return offsetPart(width, letter === 'X');
    case 'Z':
      if (width === 5) return offsetPart(3, true);
      return width <= 3 ? offsetPart(2, false) : undefined;
    case 'z':
      return width <= 3 ? { type: 'zone' } : undefined;
    default:
      return undefined;
  }
}

function offsetPart(width: number, hasZulu: boolean): DatePart | undefined {
  const style = ([undefined, 'hours', 'basic', 'extended'] as const)[width];
  return style && { type: 'offset', style, hasZulu };
}

const number = (unit: DateUnit, width = 2): DatePart => ({ type: 'number', unit, width });
const literal = (text: string): DatePart => ({ type: 'literal', text });

const isoDate = [number('year', 4), literal('-'), number('month'), literal('-'), number('day')];
const hourAndMinute = [number('hour'), literal(':'), number('minute')];
const shortMonth: DatePart = { type: 'name', of: 'month', isShort: true };

const directives: Readonly<Record<string, readonly DatePart[]>> = {
  Y: [number('year', 4)],
  y: [number('year-of-century')],
  m: [number('month')],
  d: [number('day')],
  e: [{ type: 'number', unit: 'day', width: 2, pad: ' ' }],
  j: [number('day-of-year', 3)],
  H: [number('hour')],
  I: [number('hour-of-half-day')],
  M: [number('minute')],
  S: [number('second')],
  L: [number('fraction', 3)],
  f: [number('fraction', 6)],
  s: [number('epoch-seconds', 1)],
  p: [{ type: 'half-day' }],
  a: [{ type: 'name', of: 'weekday', isShort: true }],
  A: [{ type: 'name', of: 'weekday', isShort: false }],
  b: [shortMonth],
  h: [shortMonth],
  B: [{ type: 'name', of: 'month', isShort: false }],
  z: [{ type: 'offset', style: 'basic', hasZulu: false }],
  Z: [{ type: 'zone' }],
  F: isoDate,
  T: [...hourAndMinute, literal(':'), number('second')],
  R: hourAndMinute,
  D: [number('month'), literal('/'), number('day'), literal('/'), number('year-of-century')],
  n: [literal('\n')],
  t: [literal('\t')],
  '%': [literal('%')],
};

const strftimePiece = /%(.?)|[^%]+/gsu;

/**
 * Parses a pattern of `%` letters as C's `strftime` has them, `%L` for milliseconds and `%f` for microseconds (unverified).
 *
 * @returns undefined when the pattern has a `%` that stands for nothing.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html
 */
export const parseStrftimePattern = memoize((pattern: string): readonly DatePart[] | undefined => {
  if (pattern.length > maxPatternLength) return undefined;
  const parts: DatePart[] = [];
  for (const [text, letter] of pattern.matchAll(strftimePiece)) {
    if (letter === undefined) {
      parts.push(literal(text));
      continue;
    }
    const directive = Object.hasOwn(directives, letter) ? directives[letter] : undefined;
    if (!directive) return undefined;
    parts.push(...directive);
  }
  return parts;
});
