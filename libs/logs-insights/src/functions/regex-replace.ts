import { type Pattern } from '../patterns/pattern';
import { memoize } from '../values/bounded-memo';
import { type FunctionDefinition } from './function-definition';
import { ofTexts } from './text-operands';

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
      return pattern?.replaceAll(text, replacement);
    }),
    patternOperand: 1,
  };
}
