import { type Arithmetic, type ArithmeticOperator } from '../syntax/expression';
import { type Value, finite, toNumber } from '../values/value';
import { type Evaluate } from './evaluate';
import { type Row } from './row';

const arithmetic: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

/**
 * Prepares a chain of arithmetic operators. Division by zero and what no double can hold are missing values (unverified).
 *
 * @param operands - One more than there are operators.
 */
export function compileArithmetic<R extends Row>(
  { operators }: Arithmetic,
  operands: readonly Evaluate<R>[],
): Evaluate<R> {
  const compute = operators[0] === '^' ? foldFromRight : foldFromLeft;
  return (row) => {
    const numbers: number[] = [];
    for (const operand of operands) {
      const number = toNumber(operand(row));
      if (number === undefined) return undefined;
      numbers.push(number);
    }
    return compute(numbers, operators);
  };
}

function foldFromLeft(numbers: readonly number[], operators: readonly ArithmeticOperator[]): Value {
  let result = numbers[0] ?? 0;
  operators.forEach((operator, index) => {
    result = arithmetic[operator](result, numbers[index + 1] ?? 0);
  });
  return finite(result);
}

const foldFromRight = (numbers: readonly number[]): Value =>
  finite(numbers.reduceRight((power, base) => base ** power));
