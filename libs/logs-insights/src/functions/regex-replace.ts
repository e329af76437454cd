import { type Pattern } from '../patterns/pattern';
import { memoize } from '../values/bounded-memo';
import { type Value } from '../values/value';
import { type FunctionDefinition } from './function-definition';
import { maxTextLength, ofTexts } from './text-operands';

/**
 * Makes `regexReplace(text, pattern, replacement)`, which replaces every match; the replacement is taken literally, and
 * a pattern that is none gives a missing value (both unverified).
 *
 * @param compile - Throws when the text is no pattern.
 */
export function regexReplaceFunction(compile: (source: string) => Pattern): FunctionDefinition {
  const compileOnce = memoize((source) => {
    try {
      return compile(source);
    } catch {
      return undefined;
    }
  });
  return {
    ...ofTexts([3, 3], (text = '', source = '', replacement = '') => {
      const pattern = compileOnce(source);
      return pattern && replaceAll(pattern, text, replacement);
    }),
    patternOperand: 1,
  };
}

/** Finds out how long the result is before making it, where it could be far too long. */
function replaceAll(pattern: Pattern, text: string, replacement: string): Value {
  const longest = text.length + (text.length + 1) * replacement.length;
  if (longest > 16 * maxTextLength) {
    const remainder = pattern.replaceAll(text, '').length;
    const matchCount = pattern.replaceAll(text, '-').length - remainder;
    if (remainder + matchCount * replacement.length > maxTextLength) return undefined;
  }
  const replaced = pattern.replaceAll(text, replacement);
  return replaced.length > maxTextLength ? undefined : replaced;
}
