import { type RegexPattern, compilePattern } from '../patterns/compile-pattern';
import { memoize } from '../values/bounded-memo';
import { codePointCount, maxTextLength, utf8ByteCount } from '../values/text';
import { type Value, isTrue, scalarText } from '../values/value';
import { type FunctionDefinition, bounded, ofText, ofTexts } from './function-definition';

function concatenate(values: readonly Value[]): Value {
  let joined = '';
  for (const value of values) {
    const text = scalarText(value);
    if (text === undefined || joined.length + text.length > maxTextLength) return undefined;
    joined += text;
  }
  return joined;
}

/** Every occurrence; an empty text to find occurs nowhere (unverified). */
function replace(text: string, find: string, replacement: string): Value {
  if (find === '' || !text.includes(find)) return text;
  const parts = text.split(find);
  const length = text.length + (parts.length - 1) * (replacement.length - find.length);
  return length > maxTextLength ? undefined : parts.join(replacement);
}

const toUpper = ofText((text) => bounded(text.toUpperCase()));
const toLower = ofText((text) => bounded(text.toLowerCase()));

/** A third argument that is true makes case not count (unverified). */
function contains([value, part, ignoresCase]: readonly Value[], count: number): Value {
  const text = scalarText(value);
  const sought = scalarText(part);
  if (text === undefined || sought === undefined) return undefined;
  if (count < 3) return Number(text.includes(sought));
  if (scalarText(ignoresCase) === undefined) return undefined;
  return Number(isTrue(ignoresCase) ? text.toLowerCase().includes(sought.toLowerCase()) : text.includes(sought));
}

/** A pattern that comes from an event may be invalid. */
const compile = memoize((source): RegexPattern | undefined => {
  try {
    return compilePattern(source);
  } catch {
    return undefined;
  }
});

/**
 * Functions that measure a text, make another of it, or look for a part of it.
 *
 * `messagesize()` counts bytes of UTF-8, `strlen()` code points. What looks for a part gives 1 when it is there, else 0; an
 * empty part is everywhere. `regexReplace(text, pattern, replacement)` replaces every match; the replacement is taken
 * literally, and a malformed pattern gives a missing value (both unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const textFunctions: Readonly<Record<string, FunctionDefinition>> = {
  strlen: ofText(codePointCount),
  messagesize: ofText(utf8ByteCount),
  toupper: toUpper,
  upper: toUpper,
  tolower: toLower,
  lower: toLower,
  concat: { operandCount: [1, Infinity], evaluate: concatenate },
  replace: ofTexts([3, 3], (text = '', find = '', replacement = '') => replace(text, find, replacement)),
  strcontains: { operandCount: [2, 3], evaluate: (values) => contains(values, values.length) },
  startswith: ofTexts([2, 2], (text = '', part = '') => Number(text.startsWith(part))),
  endswith: ofTexts([2, 2], (text = '', part = '') => Number(text.endsWith(part))),
  regexreplace: {
    ...ofTexts([3, 3], (text = '', source = '', replacement = '') => compile(source)?.replaceAll(text, replacement)),
    patternOperand: 1,
  },
};
