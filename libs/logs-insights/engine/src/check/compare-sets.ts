import { type ComparisonOperator } from '../syntax/expression';
import { compareByCodePoint, holds } from '../values/compare-values';
import {
  type NumberSet,
  complementOf,
  intersectNumbers,
  isNoNumber,
  noNumbers,
  onlyNumber,
  spanOf,
  uniteNumbers,
} from './number-set';
import {
  type TextSet,
  filterTexts,
  intersectTexts,
  isNoText,
  noTexts,
  onlyText,
  uniteTexts,
  withoutTexts,
} from './text-set';
import { type ValueSet, comparablesOf, incomparablesOf, isNeverComparable, noValues, uniteSets } from './value-set';

/** The values with which a condition holds, and those with which it does not; a value can be in both. */
export interface Split {
  readonly whenTrue: ValueSet;
  readonly whenFalse: ValueSet;
}

const negations: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** The operator that says the same with the sides exchanged. */
export const mirrored: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '>=': '<=',
  '>': '<',
  '<=': '>=',
};

/** Splits the values of the left side by whether `left operator right` can hold, and can fail, for some right side. */
export function splitByComparison(left: ValueSet, operator: ComparisonOperator, right: ValueSet): Split {
  const isRightAlwaysComparable = !right.missing && !right.structures;
  const opposite = keepWhere(left, negations[operator], right);
  return {
    whenTrue: keepWhere(left, operator, right),
    whenFalse: isRightAlwaysComparable ? uniteSets([opposite, incomparablesOf(left)]) : left,
  };
}

/** Splits values by whether they can be in a list of the given elements. */
export function splitByMembership(values: ValueSet, elements: readonly ValueSet[]): Split {
  const certain = elements.filter((element) => !element.missing && !element.structures && !element.times);
  const numbers = certain.filter(({ texts, numbers: set }) => isNoText(texts) && onlyNumber(set) !== undefined);
  const texts = certain.filter(({ texts: set, numbers: none }) => isNoNumber(none) && onlyText(set) !== undefined);
  const listedNumbers = uniteNumbers(numbers.map((element) => element.numbers));
  return {
    whenTrue: keepWhere(values, '=', uniteSets(elements)),
    whenFalse: {
      ...values,
      numbers: intersectNumbers(values.numbers, complementOf(listedNumbers)),
      texts: withoutTexts(values.texts, uniteTexts(texts.map((element) => element.texts)).listed),
    },
  };
}

/** As the other way round, but for what is missing, a map or a list: of these no comparison is true, and no negated one. */
export const negated = (values: ValueSet, { whenTrue, whenFalse }: Split): Split => ({
  whenTrue: comparablesOf(whenFalse),
  whenFalse: uniteSets([whenTrue, incomparablesOf(values)]),
});

/** The values of `left` for which the comparison holds with some value of `right`. */
function keepWhere(left: ValueSet, operator: ComparisonOperator, right: ValueSet): ValueSet {
  if (isNeverComparable(right)) return noValues;
  if (right.times) return comparablesOf(left);
  const isNumber = !isNoNumber(right.numbers);
  // A number and a text are compared as texts: they are never equal, and else it depends on how the number is written.
  const isMixed = operator !== '=';
  const ofNumbers = isNumber ? keepNumbers(left.numbers, operator, right.numbers) : noNumbers;
  const ofTexts = isNoText(right.texts) ? noTexts : keepTexts(left.texts, operator, right.texts);
  return {
    ...comparablesOf(left),
    numbers: isMixed && !isNoText(right.texts) ? left.numbers : ofNumbers,
    texts: isMixed && isNumber ? left.texts : ofTexts,
  };
}

function keepNumbers(left: NumberSet, operator: ComparisonOperator, right: NumberSet): NumberSet {
  const span = spanOf(right);
  if (!span) return noNumbers;
  switch (operator) {
    case '=':
      return intersectNumbers(left, right);
    case '!=':
      return onlyNumber(right) === undefined ? left : intersectNumbers(left, complementOf(right));
    case '<':
    case '<=':
      return within(left, -Infinity, span.high, operator === '<' || !!span.highOpen);
    case '>':
    case '>=':
      return within(left, span.low, Infinity, operator === '>' || !!span.lowOpen);
    default:
      return operator satisfies never;
  }
}

/** An infinite bound bounds nothing, open or not. */
const within = (set: NumberSet, low: number, high: number, isOpen: boolean): NumberSet =>
  intersectNumbers(set, { intervals: [{ low, high, lowOpen: isOpen, highOpen: isOpen }], integer: false });

function keepTexts(left: TextSet, operator: ComparisonOperator, right: TextSet): TextSet {
  switch (operator) {
    case '=':
      return intersectTexts(left, right);
    case '!=':
      return onlyText(right) === undefined ? left : withoutTexts(left, right.listed);
    case '<':
    case '<=':
      return keepByExtreme(left, operator, right, 1);
    case '>':
    case '>=':
      return keepByExtreme(left, operator, right, -1);
    default:
      return operator satisfies never;
  }
}

/** What is before one of the texts is before the last of them. */
function keepByExtreme(left: TextSet, operator: ComparisonOperator, right: TextSet, direction: 1 | -1): TextSet {
  if (right.allButListed) return left;
  const extreme = [...right.listed].reduce((best, text) =>
    compareByCodePoint(text, best) * direction > 0 ? text : best,
  );
  return filterTexts(left, (text) => holds(operator, text, extreme));
}
