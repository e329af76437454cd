import { maxTextLength } from '../values/max-text-length';
import { type Value, scalarOf, toText } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** @returns The value as a text; undefined for a missing value, and for a map or a list, which functions of texts don't take. */
export const scalarText = (value: Value): string | undefined => toText(scalarOf(value));

/** @returns The text, or a missing value when it is longer than a text may be. */
export const bounded = (text: string): Value => (text.length > maxTextLength ? undefined : text);

/** A function of one text; when that is missing, so is the result. */
export const ofText = (compute: (text: string) => Value): FunctionDefinition => ({
  operandCount: [1, 1],
  evaluate: ([value]) => {
    const text = scalarText(value);
    return text === undefined ? undefined : compute(text);
  },
});

/** A function of two texts; when one of them is missing, so is the result. */
export const ofTwoTexts = (compute: (left: string, right: string) => Value): FunctionDefinition => ({
  operandCount: [2, 2],
  evaluate: ([first, second]) => {
    const left = scalarText(first);
    const right = left === undefined ? undefined : scalarText(second);
    return left === undefined || right === undefined ? undefined : compute(left, right);
  },
});

/** A function of several texts; when one of them is missing, so is the result. */
export const ofTexts = (
  operandCount: readonly [number, number],
  compute: (...texts: readonly string[]) => Value,
): FunctionDefinition => ({
  operandCount,
  evaluate: (values) => {
    const texts: string[] = [];
    for (const value of values) {
      const text = scalarText(value);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return compute(...texts);
  },
});
