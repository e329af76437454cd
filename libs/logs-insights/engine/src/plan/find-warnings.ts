import { type Expression, type Field, type Like } from '../syntax/expression';
import { type PlacedMessage, type QueryLocation } from '../syntax/location';
import { partsOf } from './walk-expression';

/** Whether a field can have a boolean of JSON: what `parse` and an alias make can't be told from a text. */
type MayBeBoolean = (field: Field) => boolean;

/** @returns What is valid in the expression and probably not meant. */
export function findWarnings(expression: Expression, mayBeBoolean: MayBeBoolean): readonly PlacedMessage[] {
  const found = warningsAbout(expression, mayBeBoolean);
  return [...found, ...partsOf(expression).flatMap((part) => findWarnings(part, mayBeBoolean))];
}

function warningsAbout(expression: Expression, mayBeBoolean: MayBeBoolean): readonly PlacedMessage[] {
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
    case 'like':
      return wildcardsIn(expression);
    default:
      return [];
  }
}

/** A `%` at an end, but not that of `100%` or of `%2F`. */
const percentWildcard = /^%(?![\dA-Fa-f]{2})|(?<!\d)%$/;
/** A `*` that stands alone and, unlike that of `SELECT * FROM`, next to a text. */
const starWildcard = /(?<![*(\s])\*(?![*)\s])/;

/** Other languages have wildcards in such texts. */
function wildcardsIn({ pattern, location }: Like): readonly PlacedMessage[] {
  if (typeof pattern !== 'string') return [];
  const sign = percentWildcard.test(pattern) ? '%' : starWildcard.test(pattern) ? '*' : undefined;
  if (sign === undefined) return [];
  const message = `${sign} is an ordinary character here; like looks for the text anywhere, and for any text in between with a pattern: like /a.*b/`;
  return [{ message, location }];
}

function booleanAsText(
  operand: Expression,
  values: readonly Expression[],
  location: QueryLocation,
  mayBeBoolean: MayBeBoolean,
): readonly PlacedMessage[] {
  if (operand.type !== 'field' || !mayBeBoolean(operand)) return [];
  const text = values.find((value) => value.type === 'literal' && (value.value === 'true' || value.value === 'false'));
  if (text?.type !== 'literal') return [];
  const message =
    `a JSON ${text.value} is the number ${text.value === 'true' ? 1 : 0} here, ` +
    `which no text equals; write ${text.value} without quotes unless the field is a text`;
  return [{ message, location }];
}
