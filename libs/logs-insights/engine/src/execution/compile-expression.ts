import { functionCatalogue } from '../functions/catalogue';
import { type QueryContext } from '../functions/function-definition';
import { scalarText } from '../functions/text-operands';
import { type AggregateCall, type Expression, type Like, type Logical, type TimeBucket } from '../syntax/expression';
import { holds } from '../values/compare-values';
import { memberOf } from '../values/member-of';
import { ceilToPeriod, floorToPeriod } from '../values/period';
import { Instant, finite, isTrue, toNumber } from '../values/value';
import { compileArithmetic } from './compile-arithmetic';
import { compileMembership } from './compile-membership';
import { type Row } from './row';
import { type Evaluate } from './evaluate';

/** What expressions need besides a row. */
export interface CompileOptions<R extends Row> {
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
