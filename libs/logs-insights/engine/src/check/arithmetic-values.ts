import { type ArithmeticOperator } from '../syntax/expression';
import { type NumberSet, allNumbers, hasNumber, isNoNumber, noNumbers, numbersFrom, spanOf } from './number-set';
import { isNoText } from './text-set';
import { type ValueSet, missingOnly, someNumbers } from './value-set';

/**
 * Tells what a chain of operators of one level can give.
 *
 * Rounding keeps order, so that the extremes of a sum, a difference, a product and a quotient are at the bounds of what
 * goes in. What is not finite is missing.
 */
export function arithmeticValues(operators: readonly ArithmeticOperator[], operands: readonly ValueSet[]): ValueSet {
  if (operands.some(isNeverNumeric)) return missingOnly;
  const [first = noNumbers, ...others] = operands.map(numericOf);
  let isAlwaysFinite = operands.every(isAlwaysNumeric);
  const result = others.reduce((left, right, index) => {
    const operator = operators[index] ?? '+';
    const combined = combine(operator, left, right);
    isAlwaysFinite &&= isBounded(combined) && ['+', '-', '*'].includes(operator);
    return combined;
  }, first);
  return someNumbers(result, !isAlwaysFinite);
}

/** @returns What the values are with the other sign. */
export const negativesOf = (values: ValueSet): ValueSet =>
  arithmeticValues(['-'], [someNumbers(numbersFrom(0, 0, true)), values]);

export const isNeverNumeric = ({ numbers, times }: ValueSet): boolean => !times && isNoNumber(numbers);

const isAlwaysNumeric = ({ missing, texts, times, structures }: ValueSet): boolean =>
  !missing && !times && !structures && isNoText(texts);

function isBounded(numbers: NumberSet): boolean {
  const span = spanOf(numbers);
  return span !== undefined && Number.isFinite(span.low) && Number.isFinite(span.high);
}

/** What the values are as numbers; a date can be any. */
const numericOf = ({ numbers, times }: ValueSet): NumberSet => (times ? allNumbers : numbers);

function combine(operator: ArithmeticOperator, left: NumberSet, right: NumberSet): NumberSet {
  switch (operator) {
    case '+':
      return overBounds(left, right, (a, b) => a + b, left.integer && right.integer);
    case '-':
      return overBounds(left, right, (a, b) => a - b, left.integer && right.integer);
    case '*':
      return overBounds(left, right, (a, b) => (a === 0 || b === 0 ? 0 : a * b), left.integer && right.integer);
    case '/':
      return isAround0(right) ? allNumbers : overBounds(left, right, (a, b) => a / b, false);
    case '%':
    case '^':
      return allNumbers;
    default:
      return operator satisfies never;
  }
}

/** Whether 0 lies between the bounds of the set. */
function isAround0(numbers: NumberSet): boolean {
  const span = spanOf(numbers);
  return !span || hasNumber(numbersFrom(span.low, span.high), 0);
}

function overBounds(
  left: NumberSet,
  right: NumberSet,
  compute: (a: number, b: number) => number,
  integer: boolean,
): NumberSet {
  const a = spanOf(left);
  const b = spanOf(right);
  if (!a || !b) return noNumbers;
  // Infinite bounds can have no quotient or difference; the other corners cover what is near them.
  const corners = [compute(a.low, b.low), compute(a.low, b.high), compute(a.high, b.low), compute(a.high, b.high)];
  const extremes = corners.filter((corner) => !Number.isNaN(corner));
  return numbersFrom(Math.min(...extremes), Math.max(...extremes), integer);
}
