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
export function compareByCodePoint(left: string, right: string): number {
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
