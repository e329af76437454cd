import { type Expression, type Field } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { type QueryWarning } from './query-warning';
import { partsOf } from './walk-expression';

/** Whether a field can have a boolean of JSON: what `parse` and an alias make can't be told from a text. */
export type MayBeBoolean = (field: Field) => boolean;

/** @returns What is valid in the expression and probably not meant. */
export function findWarnings(expression: Expression, mayBeBoolean: MayBeBoolean): readonly QueryWarning[] {
  const found = warningsAbout(expression, mayBeBoolean);
  return [...found, ...partsOf(expression).flatMap((part) => findWarnings(part, mayBeBoolean))];
}

function warningsAbout(expression: Expression, mayBeBoolean: MayBeBoolean): readonly QueryWarning[] {
  switch (expression.type) {
    case 'comparison': {
      const { left, right, location } = expression;
      return [
        ...booleanAsText(left, [right], location, mayBeBoolean),
        ...booleanAsText(right, [left], location, mayBeBoolean),
      ];
    }
    case 'membership':
      return booleanAsText(expression.operand, expression.list, expression.location, mayBeBoolean);
    default:
      return [];
  }
}

function booleanAsText(
  operand: Expression,
  values: readonly Expression[],
  location: QueryLocation,
  mayBeBoolean: MayBeBoolean,
): readonly QueryWarning[] {
  if (operand.type !== 'field' || !mayBeBoolean(operand)) return [];
  const text = values.find((value) => value.type === 'literal' && (value.value === 'true' || value.value === 'false'));
  if (text?.type !== 'literal') return [];
  const message =
    `a JSON ${text.value} is the number ${text.value === 'true' ? 1 : 0} here, ` +
    `which no text equals; write ${text.value} without quotes unless the field is a text`;
  return [{ message, location }];
}
