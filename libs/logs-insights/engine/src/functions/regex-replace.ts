import { compilePattern } from '../patterns/compile-pattern';
import { type Pattern } from '../patterns/pattern';
import { memoize } from '../values/bounded-memo';
import { type FunctionDefinition } from './function-definition';
import { ofTexts } from './text-operands';

/** A pattern that comes from an event may be none. */
const compile = memoize((source): Pattern | undefined => {
  try {
    return compilePattern(source);
  } catch {
    return undefined;
  }
});

/**
 * `regexReplace(text, pattern, replacement)` replaces every match; the replacement is taken literally, and a pattern that
 * is none gives a missing value (both unverified).
 */
export const regexReplaceFunctions: Readonly<Record<string, FunctionDefinition>> = {
  regexreplace: {
    ...ofTexts([3, 3], (text = '', source = '', replacement = '') => compile(source)?.replaceAll(text, replacement)),
    patternOperand: 1,
  },
};
