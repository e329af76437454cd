import { type Value, toNumber, toText } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** Longer texts than an event can be are missing values, so that no query can grow without end; UTF-16 units. */
const maxTextLength = 1_048_576;

/** A function of texts; when one of them is missing, so is the result. */
function ofTexts(
  operandCount: readonly [number, number],
  compute: (...texts: readonly string[]) => Value,
): FunctionDefinition {
  return {
    operandCount,
    evaluate: (values) => {
      const texts = values.map(toText).filter((text) => text !== undefined);
      return texts.length < values.length ? undefined : compute(...texts);
    },
  };
}

/** Leading and trailing characters of the set `chars`, by default white space. */
function trim(text: string, chars: string | undefined, { start, end }: { start: boolean; end: boolean }): string {
  const points = [...text];
  const set = chars === undefined ? undefined : new Set(chars);
  const isCut = (point = ''): boolean => (set ? set.has(point) : point.trim() === '');
  let first = 0;
  let last = points.length;
  while (start && first < last && isCut(points[first])) first += 1;
  while (end && last > first && isCut(points[last - 1])) last -= 1;
  return points.slice(first, last).join('');
}

/** Positions count code points from 0 (unverified). */
function substring([text, start, length]: readonly Value[]): Value {
  const points = toText(text);
  const first = toNumber(start);
  const count = length === undefined ? Infinity : toNumber(length);
  if (points === undefined || first === undefined || count === undefined) return undefined;
  const from = Math.max(Math.trunc(first), 0);
  return [...points].slice(from, from + Math.max(Math.trunc(count), 0)).join('');
}

function join(texts: readonly string[], separator = ''): Value {
  const length = texts.reduce((sum, text) => sum + text.length, separator.length * (texts.length - 1));
  return length > maxTextLength ? undefined : texts.join(separator);
}

/** Every occurrence; an empty text to find occurs nowhere (unverified). */
const replace = (text: string, find: string, replacement: string): Value =>
  find === '' ? text : join(text.split(find), replacement);

const toUpper = ofTexts([1, 1], (text = '') => text.toUpperCase());
const toLower = ofTexts([1, 1], (text = '') => text.toLowerCase());

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const textFunctions: Readonly<Record<string, FunctionDefinition>> = {
  strlen: ofTexts([1, 1], (text = '') => [...text].length),
  toupper: toUpper,
  upper: toUpper,
  tolower: toLower,
  lower: toLower,
  strcontains: ofTexts([2, 2], (text = '', part = '') => Number(text.includes(part))),
  concat: ofTexts([1, Infinity], (...texts) => join(texts)),
  trim: ofTexts([1, 2], (text = '', chars) => trim(text, chars, { start: true, end: true })),
  ltrim: ofTexts([1, 2], (text = '', chars) => trim(text, chars, { start: true, end: false })),
  rtrim: ofTexts([1, 2], (text = '', chars) => trim(text, chars, { start: false, end: true })),
  substr: { operandCount: [2, 3], evaluate: substring },
  replace: ofTexts([3, 3], (text = '', find = '', replacement = '') => replace(text, find, replacement)),
};
