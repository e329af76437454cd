import { type ComparisonOperator } from '../syntax/expression';
import { type Value, isStructure, toNumber, toText } from './value';

/**
 * Compares as `=`, `<` and the others do: as numbers when both sides look like numbers, otherwise as texts.
 *
 * @returns false whenever a side is missing, for `!=` too: production queries guard against that, AWS does not document
 * it (unverified). A map or a list compares with nothing.
 */
export function holds(operator: ComparisonOperator, left: Value, right: Value): boolean {
  if (left === undefined || right === undefined || isStructure(left) || isStructure(right)) return false;
  switch (operator) {
    case '=':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return order(left, right) < 0;
    case '<=':
      return order(left, right) <= 0;
    case '>':
      return order(left, right) > 0;
    case '>=':
      return order(left, right) >= 0;
    default:
      return operator satisfies never;
  }
}

/** @returns Whether two present values, no maps or lists, are equal: numerically if both look numeric, else as exact texts. */
export function isEqual(left: Value, right: Value): boolean {
  const leftNumber = toNumber(left);
  const rightNumber = leftNumber === undefined ? undefined : toNumber(right);
  return rightNumber === undefined ? toText(left) === toText(right) : leftNumber === rightNumber;
}

function order(left: Value, right: Value): number {
  const leftNumber = toNumber(left);
  const rightNumber = toNumber(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber - rightNumber;
  return compareByCodePoint(toText(left) ?? '', toText(right) ?? '');
}

/** @returns Less than 0, 0 or more than 0. UTF-16 order, JavaScript's own, puts emoji before some letters. */
function compareByCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left.charCodeAt(index) !== right.charCodeAt(index)) {
      return codePointAround(left, index) - codePointAround(right, index);
    }
  }
  return left.length - right.length;
}

/** The code point that the unit at `index` belongs to: two that differ in their low surrogate differ in this too. */
function codePointAround(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff && index > 0;
  const before = isLow ? (text.codePointAt(index - 1) ?? 0) : 0;
  return before > 0xffff ? before : (text.codePointAt(index) ?? 0);
}

/**
 * Orders values as `sort` does: missing ones (unverified), then texts, then numbers by size, equal numbers by text.
 *
 * @returns Less than 0, 0 or more than 0, for ascending order.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function compareNaturally(left: Value, right: Value): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  const leftNumber = toNumber(left);
  const rightNumber = toNumber(right);
  if (leftNumber === undefined || rightNumber === undefined) {
    if (leftNumber !== rightNumber) return leftNumber === undefined ? -1 : 1;
    return compareRuns(textOf(left), textOf(right));
  }
  return leftNumber - rightNumber || compareByCodePoint(textOf(left), textOf(right));
}

const textOf = (value: Value): string => toText(value) ?? '';

/** Texts run by run: runs of digits by length and then value, everything else by code point. */
function compareRuns(left: string, right: string): number {
  let index = 0;
  while (index < left.length && index < right.length) {
    if (!isDigit(left, index) || !isDigit(right, index)) {
      if (left.charCodeAt(index) !== right.charCodeAt(index)) break;
      index += 1;
      continue;
    }
    const end = endOfDigits(left, index);
    const lengthDifference = end - endOfDigits(right, index);
    if (lengthDifference !== 0) return lengthDifference;
    const difference = compareByCodePoint(left.slice(index, end), right.slice(index, end));
    if (difference !== 0) return difference;
    index = end;
  }
  return compareByCodePoint(left, right);
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text, end)) end += 1;
  return end;
}

const isDigit = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0x30 && unit <= 0x39;
};
