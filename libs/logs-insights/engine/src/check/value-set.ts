import { ListValue, MapValue } from '../values/structures';
import { Instant, type Value, toNumber, toText } from '../values/value';
import {
  type NumberSet,
  allNumbers,
  complementOf,
  countOfNumbers,
  hasNumber,
  intersectNumbers,
  isNoNumber,
  noNumbers,
  numbersFrom,
  uniteNumbers,
} from './number-set';
import { type TextSet, allTexts, intersectTexts, isNoText, noTexts, textsOf, uniteTexts } from './text-set';

/** The values that an expression can have, or more than these: never fewer. */
export interface ValueSet {
  readonly missing: boolean;
  /** What is or looks like a number, dates left out. How it is written is not known. */
  readonly numbers: NumberSet;
  /** Texts that don't look like a number. */
  readonly texts: TextSet;
  /** Whether it can be any date, which is compared as a number or as a text, or anything else of which nothing is known. */
  readonly times: boolean;
  /** Whether it can be a map or a list. */
  readonly structures: boolean;
  /** Whether what is present is a text by its schema, be it one that looks like a number. */
  readonly isText?: boolean;
}

export const noValues: ValueSet = {
  missing: false,
  numbers: noNumbers,
  texts: noTexts,
  times: false,
  structures: false,
};
export const missingOnly: ValueSet = { ...noValues, missing: true };
/** 1 and 0, as comparisons give them. */
export const flags: ValueSet = { ...noValues, numbers: numbersFrom(0, 1, true) };
/** Anything that a field of an event can be. */
export const anyScalar: ValueSet = { ...missingOnly, numbers: allNumbers, texts: allTexts };
export const anyTime: ValueSet = { ...missingOnly, times: true };
export const anyValue: ValueSet = { ...anyScalar, times: true, structures: true };

export const someNumbers = (numbers: NumberSet, missing = false): ValueSet => ({ ...noValues, numbers, missing });

/** @returns The set of one value. */
export function setOf(value: Value): ValueSet {
  if (value === undefined) return missingOnly;
  if (value instanceof MapValue || value instanceof ListValue) return { ...noValues, structures: true };
  if (value instanceof Instant) return { ...noValues, times: true };
  const number = toNumber(value);
  if (number !== undefined) return someNumbers(numbersFrom(number, number));
  return { ...noValues, texts: textsOf([toText(value) ?? '']) };
}

export const isNoValue = (set: ValueSet): boolean => !set.missing && isNeverPresent(set);

/** @returns Whether nothing but a missing value is in the set. */
export const isNeverPresent = (set: ValueSet): boolean => !set.structures && isNeverComparable(set);

/** @returns Whether every comparison with the values of the set is false: they are missing, maps or lists. */
export const isNeverComparable = ({ numbers, texts, times }: ValueSet): boolean =>
  !times && isNoNumber(numbers) && isNoText(texts);

/** @returns Whether the values are all texts or all numbers, so that what looks like a mistake is one or is none. */
export const isOfOneKind = ({ isText, numbers, texts }: ValueSet): boolean =>
  !!isText || isNoNumber(numbers) || isNoText(texts);

export const presentOf = (set: ValueSet): ValueSet => ({ ...set, missing: false });

export const comparablesOf = (set: ValueSet): ValueSet => ({ ...set, missing: false, structures: false });

/** @returns What no comparison is true of, if there is such a value in the set. */
export const incomparablesOf = ({ missing, structures }: ValueSet): ValueSet => ({ ...noValues, missing, structures });

/** @returns Whether a condition can hold with a value of the set. */
export const canBeTrue = (set: ValueSet): boolean => !isNoValue(truthyOf(set));

export const canBeFalse = (set: ValueSet): boolean => !isNoValue(falsyOf(set));

const zero = numbersFrom(0, 0);

/** @returns The values for which a condition holds. */
export const truthyOf = (set: ValueSet): ValueSet => ({
  ...comparablesOf(set),
  texts: noTexts,
  numbers: intersectNumbers(set.numbers, complementOf(zero)),
});

/** @returns The values for which a condition does not hold. */
export const falsyOf = (set: ValueSet): ValueSet => ({ ...set, numbers: intersectNumbers(set.numbers, zero) });

/** @returns The values that are in both sets, or more. */
export function intersectSets(left: ValueSet, right: ValueSet): ValueSet {
  return {
    missing: left.missing && right.missing,
    numbers: intersectNumbers(left.numbers, right.numbers),
    texts: intersectTexts(left.texts, right.texts),
    times: left.times && right.times,
    structures: left.structures && right.structures,
    isText: !!left.isText || !!right.isText,
  };
}

/** @returns The values that are in one of the sets, or more. */
export function uniteSets(sets: readonly ValueSet[]): ValueSet {
  return {
    missing: sets.some(({ missing }) => missing),
    numbers: uniteNumbers(sets.map(({ numbers }) => numbers)),
    texts: uniteTexts(sets.map(({ texts }) => texts)),
    times: sets.some(({ times }) => times),
    structures: sets.some(({ structures }) => structures),
    isText: sets.some(({ isText }) => isText) && sets.every((set) => !!set.isText || isNeverPresent(set)),
  };
}

/** @returns Whether the numbers of the set are 1, or 1 and 0. */
export const isFlag = ({ numbers }: ValueSet): boolean =>
  hasNumber(numbers, 1) && numbers.integer && numbers.intervals.every(({ low, high }) => low >= 0 && high <= 1);

/** @returns Whether what is present is a text, by its schema or because nothing else is left, and can be no number. */
export const isTextual = ({ isText, numbers, texts, times, structures }: ValueSet): boolean =>
  !isNoText(texts) && (!!isText || (isNoNumber(numbers) && !times && !structures));

/** @returns Whether what is present is a number, and no text that looks like one by chance. */
export const isNumeric = ({ numbers, texts, times, structures, isText }: ValueSet): boolean =>
  !isNoNumber(numbers) && isNoText(texts) && !times && !structures && !isText;

/** @returns How many values there are, a missing one among them; Infinity where they can't be counted. */
export function countOf({ missing, numbers, texts, times, structures }: ValueSet): number {
  if (times || structures || texts.allButListed) return Infinity;
  return Number(missing) + countOfNumbers(numbers) + texts.listed.size;
}
