import { type AggregateCall, type Expression, type Field } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';

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
      return [expression.operand, expression.time].filter((part) => part !== undefined);
    case 'time-bucket':
      return [expression.time];
    case 'member':
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

/** @returns The expression with `change` applied to each expression directly inside it. */
function withParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.type) {
    case 'literal':
    case 'field':
      return expression;
    case 'call':
    case 'arithmetic':
    case 'logical':
      return { ...expression, operands: expression.operands.map(change) };
    case 'aggregate': {
      const { operand, time } = expression;
      return { ...expression, ...(operand && { operand: change(operand) }), ...(time && { time: change(time) }) };
    }
    case 'time-bucket':
      return { ...expression, time: change(expression.time) };
    case 'member':
    case 'unary':
    case 'like':
      return { ...expression, operand: change(expression.operand) };
    case 'comparison':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'membership':
      return { ...expression, operand: change(expression.operand), list: expression.list.map(change) };
    default:
      return expression satisfies never;
  }
}

/** @returns The expression with each field in it replaced, itself if it is one. */
export const replaceFields = (expression: Expression, replace: (field: Field) => Expression): Expression =>
  expression.type === 'field' ? replace(expression) : withParts(expression, (part) => replaceFields(part, replace));

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

/**
 * Replaces what is written as a column of `stats` by that column: after `stats count(*)` the `count(*)` of a filter.
 *
 * @param text - The query.
 * @param isOutput - Tells the names of the columns.
 */
export function readOutputs(expression: Expression, text: string, isOutput: (name: string) => boolean): Expression {
  const { type, location } = expression;
  if (type === 'literal' || type === 'field') return expression;
  const name = namesOf(text, location).find(isOutput);
  if (name !== undefined) return { type: 'field', name, segments: [name], location };
  return withParts(expression, (part) => readOutputs(part, text, isOutput));
}

/** The expression as it is written, and then without the parentheses around it, one pair after the other. */
function namesOf(text: string, { startCharOffset, endCharOffset }: QueryLocation): readonly string[] {
  const names = [text.slice(startCharOffset, endCharOffset + 1)];
  for (let name = names[0]; name?.startsWith('(') && name.endsWith(')'); name = names.at(-1)) {
    names.push(name.slice(1, -1).trim());
  }
  return names;
}
