import { type Expression } from '../syntax/expression';
import { type QueryWarning } from './query-warning';
import { partsOf } from './walk-expression';

/** @returns What is valid in the expression and probably not meant. */
export function findWarnings(expression: Expression): readonly QueryWarning[] {
  return [...warningsAbout(expression), ...partsOf(expression).flatMap(findWarnings)];
}

function warningsAbout(expression: Expression): readonly QueryWarning[] {
  if (expression.type !== 'comparison') return [];
  const sides = [expression.left, expression.right];
  const text = sides.find((side) => side.type === 'literal' && (side.value === 'true' || side.value === 'false'));
  if (!text || !sides.some(({ type }) => type === 'field') || text.type !== 'literal') return [];
  const message =
    `a JSON ${text.value} is the number ${text.value === 'true' ? 1 : 0} here, ` +
    `which no text equals; write ${text.value} without quotes unless the field is a text`;
  return [{ message, location: expression.location }];
}
