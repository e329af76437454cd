import { memoize } from '../values/bounded-memo';
import { type DatePart, type DateUnit, maxPatternLength } from './date-pattern';

/** A quoted text, one letter repeated, or anything else up to the next of those. */
const piece = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/y;

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
  for (let index = 0; index < pattern.length; index = piece.lastIndex) {
    piece.lastIndex = index;
    const [text, quoted, letter] = piece.exec(pattern) ?? [];
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
