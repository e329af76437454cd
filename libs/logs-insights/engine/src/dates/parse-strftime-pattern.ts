import { memoize } from '../values/bounded-memo';
import { type DatePart, type DateUnit, maxPatternLength } from './date-pattern';

const number = (unit: DateUnit, width = 2): DatePart => ({
  type: 'number',
  unit,
  width,
});
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

const piece = /%(.?)|[^%]+/gsu;

/**
 * Parses a pattern of `%` letters as C's `strftime` has them, `%L` for milliseconds and `%f` for microseconds (unverified).
 *
 * @returns undefined when the pattern has a `%` that stands for nothing.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html
 */
export const parseStrftimePattern = memoize((pattern: string): readonly DatePart[] | undefined => {
  if (pattern.length > maxPatternLength) return undefined;
  const parts: DatePart[] = [];
  for (const [text, letter] of pattern.matchAll(piece)) {
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
