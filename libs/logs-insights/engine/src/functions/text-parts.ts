import { nextCodePoint, previousCodePoint, skipCodePoints } from '../values/text';
import { ListValue, type Value, scalarText, toNumber } from '../values/value';
import { type FunctionDefinition, ofTexts } from './function-definition';

/** Without the leading code points that are in the set `chars`. */
function trimStart(text: string, chars: ReadonlySet<string>): string {
  let start = 0;
  while (start < text.length) {
    const end = nextCodePoint(text, start);
    if (!chars.has(text.slice(start, end))) break;
    start = end;
  }
  return text.slice(start);
}

/** Without the trailing code points that are in the set `chars`. */
function trimEnd(text: string, chars: ReadonlySet<string>): string {
  let end = text.length;
  while (end > 0) {
    const start = previousCodePoint(text, end);
    if (!chars.has(text.slice(start, end))) break;
    end = start;
  }
  return text.slice(0, end);
}

/** Positions count code points from 0; a negative one is the start (unverified). */
function substring([value, start, length]: readonly Value[], count: number): Value {
  const text = scalarText(value);
  const first = toNumber(start);
  const wanted = count < 3 ? Infinity : toNumber(length);
  if (text === undefined || first === undefined || wanted === undefined) return undefined;
  const from = skipCodePoints(text, 0, Math.trunc(first));
  return text.slice(from, wanted === Infinity ? undefined : skipCodePoints(text, from, Math.trunc(wanted)));
}

/**
 * The parts between separators, or the one at a position counted from 0.
 *
 * The position is no argument that AWS documents (unverified). An empty separator occurs nowhere, and outside the list
 * there is nothing (both unverified).
 */
function split([value, separator, position]: readonly Value[], count: number): Value {
  const text = scalarText(value);
  const between = scalarText(separator);
  if (text === undefined || between === undefined) return undefined;
  if (count < 3) return new ListValue(between === '' ? [text] : text.split(between));
  const index = toNumber(position);
  return index === undefined ? undefined : partAt(text, between, Math.trunc(index));
}

/** Reads no further than it must and makes no list. */
function partAt(text: string, separator: string, index: number): string | undefined {
  if (index < 0 || index > text.length) return undefined;
  if (separator === '') return index === 0 ? text : undefined;
  let start = 0;
  for (let left = index; left > 0; left -= 1) {
    const found = text.indexOf(separator, start);
    if (found < 0) return undefined;
    start = found + separator.length;
  }
  const end = text.indexOf(separator, start);
  return text.slice(start, end < 0 ? undefined : end);
}

/**
 * Functions that give parts of a text.
 *
 * The second argument of `trim` and its siblings is a set of characters; without it they cut white space.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const textPartFunctions: Readonly<Record<string, FunctionDefinition>> = {
  trim: ofTexts([1, 2], (text = '', chars) => {
    if (chars === undefined) return text.trim();
    const set = new Set(chars);
    return trimEnd(trimStart(text, set), set);
  }),
  ltrim: ofTexts([1, 2], (text = '', chars) =>
    chars === undefined ? text.trimStart() : trimStart(text, new Set(chars)),
  ),
  rtrim: ofTexts([1, 2], (text = '', chars) => (chars === undefined ? text.trimEnd() : trimEnd(text, new Set(chars)))),
  substr: { operandCount: [2, 3], evaluate: (values) => substring(values, values.length) },
  split: { operandCount: [2, 3], evaluate: (values) => split(values, values.length) },
};
