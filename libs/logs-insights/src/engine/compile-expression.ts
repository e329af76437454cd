import { functionCatalogue } from '../functions/catalogue';
import {
  type AggregateCall,
  type Arithmetic,
  type ArithmeticOperator,
  type Expression,
  type Like,
  type Logical,
  type Membership,
} from '../syntax/expression';
import { holds, isEqual } from '../values/compare-values';
import { floorToPeriod } from '../values/period';
import { Instant, type Value, finite, isTrue, toNumber, toText } from '../values/value';
import { type Row } from './row';

/** An expression as a function of a row. */
export type Evaluate<R extends Row> = (row: R) => Value;

type CompileAggregate<R extends Row> = (call: AggregateCall) => Evaluate<R>;

/**
 * Turns an expression into a function.
 *
 * @param compileAggregate - Where the value of an aggregate comes from; the plan lets them stand in `stats` only.
 */
export function compileExpression<R extends Row>(
  expression: Expression,
  compileAggregate: CompileAggregate<R> = () => () => undefined,
): Evaluate<R> {
  const compile = (part: Expression): Evaluate<R> => compileExpression(part, compileAggregate);
  switch (expression.type) {
    case 'literal':
      return () => expression.value;
    case 'field':
      return (row) => row.get(expression.name);
    case 'call':
      return compileCall(expression.name, expression.operands.map(compile));
    case 'aggregate':
      return compileAggregate(expression);
    case 'time-bucket': {
      const time = compile(expression.time);
      return (row) => toBucket(toNumber(time(row)), (epochMs) => floorToPeriod(epochMs, expression.period));
    }
    case 'unary':
      return compileUnary(expression.operator, compile(expression.operand));
    case 'arithmetic':
      return compileArithmetic(expression, expression.operands.map(compile));
    case 'comparison': {
      const left = compile(expression.left);
      const right = compile(expression.right);
      return (row) => Number(holds(expression.operator, left(row), right(row)));
    }
    case 'like':
      return compileLike(expression, compile(expression.operand));
    case 'membership':
      return compileMembership(expression, compile(expression.operand), expression.list.map(compile));
    case 'logical':
      return compileLogical(expression, expression.operands.map(compile));
    default:
      return expression satisfies never;
  }
}

function compileCall<R extends Row>(name: string, operands: readonly Evaluate<R>[]): Evaluate<R> {
  const evaluate = functionCatalogue.get(name)?.evaluate ?? (() => undefined);
  return (row) =>
    evaluate(
      operands.map((operand) => operand(row)),
      {},
    );
}

function toBucket(epochMs: number | undefined, floor: (epochMs: number) => number): Value {
  const floored = epochMs === undefined ? undefined : finite(floor(epochMs));
  return floored === undefined ? undefined : new Instant(floored);
}

function compileUnary<R extends Row>(operator: '-' | 'not', operand: Evaluate<R>): Evaluate<R> {
  if (operator === 'not') return (row) => Number(!isTrue(operand(row)));
  return (row) => {
    const number = toNumber(operand(row));
    return number === undefined ? undefined : -number;
  };
}

const arithmetic: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

/** Division by zero and what no double can hold are missing values (unverified). */
function compileArithmetic<R extends Row>({ operators }: Arithmetic, operands: readonly Evaluate<R>[]): Evaluate<R> {
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

function compileLike<R extends Row>({ pattern, negated }: Like, operand: Evaluate<R>): Evaluate<R> {
  return (row) => {
    const text = toText(operand(row));
    return Number(text !== undefined && text.includes(pattern) !== negated);
  };
}

function compileMembership<R extends Row>(
  { negated }: Membership,
  operand: Evaluate<R>,
  list: readonly Evaluate<R>[],
): Evaluate<R> {
  return (row) => {
    const value = operand(row);
    if (value === undefined) return 0;
    const isListed = list.some((element) => {
      const other = element(row);
      return other !== undefined && isEqual(value, other);
    });
    return Number(isListed !== negated);
  };
}

function compileLogical<R extends Row>({ operator }: Logical, operands: readonly Evaluate<R>[]): Evaluate<R> {
  if (operator === 'and') return (row) => Number(operands.every((operand) => isTrue(operand(row))));
  return (row) => Number(operands.some((operand) => isTrue(operand(row))));
}
