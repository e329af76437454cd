import { type Like } from '../syntax/expression';
import { type Split } from './compare-sets';
import { noNumbers } from './number-set';
import { filterTexts, noTexts } from './text-set';
import { type ValueSet, comparablesOf, noValues } from './value-set';

/** How numbers are written, in events and by the engine; dates are no numbers here. */
const numberCharacters = /^[-+.\deE]*$/;

/** Splits values by whether a pattern, or a text in quotes, can be found in them; what is missing, a map or a list is false. */
export function splitByLike(values: ValueSet, pattern: Like['pattern']): Split {
  const isFound = (text: string): boolean =>
    typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);
  const required = typeof pattern === 'string' ? [pattern] : pattern.requiredTexts;
  const isEverywhere = pattern === '';
  const unfound = filterTexts(values.texts, (text) => !isFound(text));
  return {
    whenTrue: {
      ...comparablesOf(values),
      numbers: required.every((text) => numberCharacters.test(text)) ? values.numbers : noNumbers,
      texts: filterTexts(values.texts, isFound),
    },
    whenFalse: {
      ...values,
      numbers: isEverywhere ? noNumbers : values.numbers,
      texts: isEverywhere ? noTexts : unfound,
    },
  };
}

/** Splits values by whether they are missing or nothing but white space; `isEmpty` tells so of a text. */
export function splitByContent(values: ValueSet, isEmpty: (text: string) => boolean): Split {
  return {
    whenTrue: { ...values, numbers: noNumbers, texts: filterTexts(values.texts, isEmpty) },
    whenFalse: { ...values, missing: false, texts: filterTexts(values.texts, (text) => !isEmpty(text)) },
  };
}

/** Splits values by whether there are any. */
export const splitByPresence = (values: ValueSet): Split => ({
  whenTrue: { ...values, missing: false },
  whenFalse: { ...noValues, missing: values.missing },
});
