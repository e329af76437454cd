import { compileExpression } from '../execution/compile-expression';
import { type QueryContext } from '../functions/function-definition';
import { type Comparison, type ComparisonOperator, type Expression, type Like } from '../syntax/expression';
import { toNumber } from '../values/value';
import { CodeCondition } from './code-condition';
import { CodeValues } from './code-values';
import { type Condition } from './condition';
import { EveryCondition, SomeCondition } from './joined-conditions';
import { MessageCondition } from './message-condition';
import { type QueryColumns, isColumn, namesIn } from './query-columns';
import { RowCondition } from './row-condition';
import { TimeCondition } from './time-condition';

/**
 * Turns a condition on events into one on the rows of chunks: by column as far as possible, else row by row.
 *
 * @param expression - Reads fields of events only.
 */
export function compileCondition(expression: Expression, columns: QueryColumns, context: QueryContext): Condition {
  const compile = (part: Expression): Condition => compileCondition(part, columns, context);
  const names = namesIn(expression);
  const [name] = names;
  if (names.length === 1 && name !== undefined && isColumn(name)) {
    return new CodeCondition(new CodeValues(expression, name, columns, context), columns);
  }
  if (expression.type === 'logical') {
    const parts = expression.operands.map(compile);
    return expression.operator === 'and' ? new EveryCondition(parts) : new SomeCondition(parts);
  }
  if (expression.type === 'unary' && expression.operator === 'not') {
    return new SomeCondition([compile(expression.operand)], true);
  }
  const search = messageSearchOf(expression);
  if (search) return new MessageCondition(search.pattern, search.negated);
  const byRow = new RowCondition(compileExpression(expression, { context }), names, columns);
  const time = expression.type === 'comparison' ? timeBoundOf(expression) : undefined;
  return time ? new TimeCondition(time.operator, time.bound, byRow) : byRow;
}

/** @returns What `@message` is searched for. */
function messageSearchOf(expression: Expression): Pick<Like, 'pattern' | 'negated'> | undefined {
  if (expression.type === 'like') return isFieldNamed(expression.operand, '@message') ? expression : undefined;
  if (expression.type !== 'call' || expression.name !== 'strcontains') return undefined;
  const [text, part, ...others] = expression.operands;
  if (!text || !isFieldNamed(text, '@message') || part?.type !== 'literal' || others.length > 0) return undefined;
  return typeof part.value === 'string' ? { pattern: part.value, negated: false } : undefined;
}

const isFieldNamed = (expression: Expression, name: string): boolean =>
  expression.type === 'field' && expression.name === name;

const turned: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** @returns What `@timestamp` is compared with, standing on the right, when that is a number. */
function timeBoundOf({ left, right, operator }: Comparison) {
  const isLeft = isFieldNamed(left, '@timestamp');
  const other = isLeft ? right : left;
  if (other.type !== 'literal' || !(isLeft || isFieldNamed(right, '@timestamp'))) return undefined;
  const bound = toNumber(other.value);
  return bound === undefined ? undefined : { operator: isLeft ? operator : turned[operator], bound };
}
