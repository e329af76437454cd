import { codePointCount } from '../values/code-points';
import { utf8ByteCount } from '../values/utf8-byte-count';
import { type Value } from '../values/value';
import { type FunctionDefinition } from './function-definition';
import { maxTextLength } from '../values/max-text-length';
import { bounded, ofText, ofTexts, scalarText } from './text-operands';

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

/**
 * Functions that measure a text or make another of it.
 *
 * `messagesize()` counts bytes of UTF-8, `strlen()` code points.
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
};
