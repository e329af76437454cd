import { type AggregateCall, type Expression, type Field } from '../syntax/expression';

/** @returns The expressions directly inside this one, in the order of the text. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'literal':
    case 'field':
      return [];
    case 'call':
    case 'arithmetic':
    case 'logical':
      return expression.operands;
    case 'aggregate':
      return expression.operand ? [expression.operand] : [];
    case 'time-bucket':
      return [expression.time];
    case 'unary':
    case 'like':
      return [expression.operand];
    case 'comparison':
      return [expression.left, expression.right];
    case 'membership':
      return [expression.operand, ...expression.list];
    default:
      return expression satisfies never;
  }
}

/** @returns Every field that is read, those inside aggregates left out unless `insideAggregates`. */
export function fieldsOf(expression: Expression, { insideAggregates = true } = {}): readonly Field[] {
  if (expression.type === 'field') return [expression];
  if (expression.type === 'aggregate' && !insideAggregates) return [];
  return partsOf(expression).flatMap((part) => fieldsOf(part, { insideAggregates }));
}

/** @returns Every call of an aggregate function, the outermost ones only. */
export function aggregatesOf(expression: Expression): readonly AggregateCall[] {
  return expression.type === 'aggregate' ? [expression] : partsOf(expression).flatMap(aggregatesOf);
}
