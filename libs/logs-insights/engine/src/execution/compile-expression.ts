import { functionCatalogue } from '../functions/catalogue';
import { type QueryContext } from '../functions/function-definition';
import {
  type AggregateCall,
  type Arithmetic,
  type ArithmeticOperator,
  type Expression,
  type Like,
  type Logical,
  type Membership,
  type TimeBucket,
} from '../syntax/expression';
import { holds, isEqual } from '../values/compare-values';
import { ceilToPeriod, floorToPeriod } from '../values/period';
import {
  Instant,
  type Value,
  finite,
  isStructure,
  isTrue,
  memberOf,
  scalarText,
  toNumber,
  toText,
} from '../values/value';
import { type Row } from './row';

/** An expression as a function of a row. */
export type Evaluate<R extends Row> = (row: R) => Value;

/** What expressions need besides a row. */
interface CompileOptions<R extends Row> {
  readonly context: QueryContext;
  /** Where the value of an aggregate comes from; the plan lets them stand in `stats` only. */
  readonly compileAggregate?: (call: AggregateCall) => Evaluate<R>;
}

/** Turns an expression into a function. */
export function compileExpression<R extends Row>(expression: Expression, options: CompileOptions<R>): Evaluate<R> {
  const compile = (part: Expression): Evaluate<R> => compileExpression(part, options);
  switch (expression.type) {
    case 'literal':
      return () => expression.value;
    case 'field':
      return (row) => row.get(expression.name);
    case 'member': {
      const operand = compile(expression.operand);
      return (row) => expression.path.reduce(memberOf, operand(row));
    }
    case 'call':
      return compileCall(expression.name, expression.operands.map(compile), options.context);
    case 'aggregate':
      return options.compileAggregate?.(expression) ?? (() => undefined);
    case 'time-bucket':
      return compileTimeBucket(expression, compile(expression.time));
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
      return compileMembership(expression, compile);
    case 'logical':
      return compileLogical(expression, expression.operands.map(compile));
    default:
      return expression satisfies never;
  }
}

function compileCall<R extends Row>(
  name: string,
  operands: readonly Evaluate<R>[],
  context: QueryContext,
): Evaluate<R> {
  const evaluate = functionCatalogue.get(name)?.evaluate ?? (() => undefined);
  return (row) =>
    evaluate(
      operands.map((operand) => operand(row)),
      context,
    );
}

function compileTimeBucket<R extends Row>({ rounding, period }: TimeBucket, time: Evaluate<R>): Evaluate<R> {
  const round = rounding === 'up' ? ceilToPeriod : floorToPeriod;
  let last = new Instant(NaN);
  return (row) => {
    const epochMs = toNumber(time(row));
    const rounded = epochMs === undefined ? undefined : finite(round(epochMs, period));
    if (rounded === undefined) return undefined;
    // Neighbours mostly share a period, and an instant remembers how it prints.
    if (rounded !== last.epochMs) last = new Instant(rounded);
    return last;
  };
}

function compileUnary<R extends Row>(operator: '-' | 'not', operand: Evaluate<R>): Evaluate<R> {
  if (operator === 'not') return (row) => Number(!isTrue(operand(row)));
  return (row) => {
    const number = toNumber(operand(row));
    return number === undefined ? undefined : -number;
  };
}

function compileLike<R extends Row>({ pattern, negated }: Like, operand: Evaluate<R>): Evaluate<R> {
  const isFound =
    typeof pattern === 'string' ? (text: string) => text.includes(pattern) : (text: string) => pattern.test(text);
  return (row) => {
    const text = scalarText(operand(row));
    return Number(text !== undefined && isFound(text) !== negated);
  };
}

function compileLogical<R extends Row>({ operator }: Logical, operands: readonly Evaluate<R>[]): Evaluate<R> {
  if (operator === 'and') return (row) => Number(operands.every((operand) => isTrue(operand(row))));
  return (row) => Number(operands.some((operand) => isTrue(operand(row))));
}

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

/**
 * Prepares `in` and `not in`. Literals are looked up rather than compared one by one: lists of hundreds are written by
 * programs.
 *
 * @param compile - Prepares a part of the expression.
 * @returns 0 for a missing value and for a map or a list, `not in` included.
 */
function compileMembership<R extends Row>(
  { negated, operand, list }: Membership,
  compile: (part: Expression) => Evaluate<R>,
): Evaluate<R> {
  const read = compile(operand);
  const isLiteral = literalTest(list.flatMap((element) => (element.type === 'literal' ? [element.value] : [])));
  const others = list.filter(({ type }) => type !== 'literal').map(compile);
  return (row) => {
    const value = read(row);
    if (value === undefined || isStructure(value)) return 0;
    const isListed = isLiteral(value) || others.some((element) => isPresentAndEqual(value, element(row)));
    return Number(isListed !== negated);
  };
}

const isPresentAndEqual = (value: Value, other: Value): boolean =>
  other !== undefined && !isStructure(other) && isEqual(value, other);

/** @returns Whether the value, neither missing nor a structure, equals one of the literals as in `isEqual`. */
function literalTest(literals: readonly (string | number)[]): (value: Value) => boolean {
  const numbers = new Set(literals.map(toNumber));
  const texts = new Set(literals.map(toText));
  // A number that is shown as something else, a date, equals the text that it is shown as, if that is no number.
  const words = new Set(literals.filter((literal) => toNumber(literal) === undefined).map(toText));
  return (value) => {
    const number = toNumber(value);
    return number === undefined ? texts.has(scalarText(value)) : numbers.has(number) || words.has(toText(value));
  };
}
