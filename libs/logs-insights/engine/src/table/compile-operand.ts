import { compileExpression } from '../execution/compile-expression';
import { type QueryContext } from '../functions/function-definition';
import { type Expression } from '../syntax/expression';
import { CodeOperand } from './code-operand';
import { CodeValues } from './code-values';
import { type Operand } from './operand';
import { type QueryColumns, isColumn, namesIn } from './query-columns';
import { RowOperand } from './row-operand';
import { TimeOperand } from './time-operand';

/** @param expression - What an aggregate function is given; it reads fields of events only. */
export function compileOperand(expression: Expression, columns: QueryColumns, context: QueryContext): Operand {
  if (expression.type === 'field' && expression.name === '@timestamp') return new TimeOperand();
  const names = namesIn(expression);
  const [name] = names;
  if (names.length === 1 && name !== undefined && isColumn(name)) {
    return new CodeOperand(new CodeValues(expression, name, columns, context));
  }
  return new RowOperand(compileExpression(expression, { context }), names, columns);
}
