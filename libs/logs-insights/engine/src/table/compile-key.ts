import { compileExpression } from '../execution/compile-expression';
import { type QueryContext } from '../functions/function-definition';
import { type Expression } from '../syntax/expression';
import { type Period } from '../values/period';
import { CodeKey } from './code-key';
import { CodeValues } from './code-values';
import { type GroupKey } from './group-key';
import { type QueryColumns, isColumn, namesIn } from './query-columns';
import { RowKey } from './row-key';
import { TimeKey } from './time-key';

/** @param expression - What is grouped by; it reads fields of events only. */
export function compileKey(expression: Expression, columns: QueryColumns, context: QueryContext): GroupKey {
  const names = namesIn(expression);
  const [name] = names;
  if (names.length === 1 && name !== undefined && isColumn(name)) {
    return new CodeKey(new CodeValues(expression, name, columns, context));
  }
  const evaluate = compileExpression(expression, { context });
  if (names.length === 1 && name === '@timestamp') return new TimeKey(evaluate, binPeriodOf(expression));
  return new RowKey(evaluate, names, columns);
}

function binPeriodOf(expression: Expression): Period | undefined {
  const isBin = expression.type === 'time-bucket' && expression.rounding === 'down' && expression.time.type === 'field';
  return isBin ? expression.period : undefined;
}
