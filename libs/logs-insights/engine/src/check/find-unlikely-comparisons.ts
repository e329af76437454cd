import { closestTo } from '../parser/suggest';
import { partsOf } from '../plan/walk-expression';
import { type Expression, type Like, type Literal } from '../syntax/expression';
import { toNumber } from '../values/value';
import { type EventField, type EventFields } from './known-fields';
import { type KnownValues } from './known-values';
import { type QueryProblem, quote, writeString } from './query-problem';

/** Finds in an expression values that a field never has, sums of texts, and wildcards of other languages. */
export function findUnlikelyComparisons(expression: Expression, fields: EventFields): readonly QueryProblem[] {
  return [
    ...problemsOf(expression, fields),
    ...partsOf(expression).flatMap((part) => findUnlikelyComparisons(part, fields)),
  ];
}

function problemsOf(expression: Expression, fields: EventFields): readonly QueryProblem[] {
  switch (expression.type) {
    case 'comparison': {
      const { left, right, operator } = expression;
      if (operator !== '=' && operator !== '!=') return [];
      return [
        ...neverThat(left, [right], operator === '=', fields),
        ...neverThat(right, [left], operator === '=', fields),
      ];
    }
    case 'membership':
      return neverThat(expression.operand, expression.list, !expression.negated, fields);
    case 'aggregate':
      return expression.operand && numericAggregates.has(expression.name) ? textIn(expression.operand, fields) : [];
    case 'like':
      return wildcardsIn(expression);
    default:
      return [];
  }
}

/** Finds comparisons of a field with values that it never has. */
function neverThat(
  operand: Expression,
  values: readonly Expression[],
  isWanted: boolean,
  fields: EventFields,
): readonly QueryProblem[] {
  const side = fields.read(operand);
  if (!side) return [];
  const literals = values.filter((value) => value.type === 'literal');
  return literals.flatMap((literal) => {
    const { known } = side;
    if (!known) return jsonBoolean(literal);
    return known.isEver(literal.value) ? [] : [neverValue(side, known, literal, isWanted)];
  });
}

function neverValue(
  { field }: EventField,
  known: KnownValues,
  { value, location }: Literal,
  isWanted: boolean,
): QueryProblem {
  const { remedy, suggestion } = correctionOf(value, known);
  const written = typeof value === 'string' ? quote(value) : String(value);
  return {
    message: `${field.name} is ${known.words}, never ${written}; ${remedy}`,
    location,
    severity: isWanted ? 'error' : 'warning',
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** For a field about which nothing is known, `"true"` is probably meant as the JSON value. */
function jsonBoolean({ value, location }: Literal): readonly QueryProblem[] {
  if (value !== 'true' && value !== 'false') return [];
  const message =
    `a JSON ${value} is the number ${value === 'true' ? 1 : 0} here, ` +
    `which no text equals; write ${value} without quotes unless the field is a text`;
  return [{ message, location, severity: 'warning' }];
}

/** Shorter values get no suggestion but for their case. */
const minLength = 3;

/** What to write in place of a value that a field never has. */
function correctionOf(value: string | number, { list = [] }: KnownValues): { remedy: string; suggestion?: string } {
  const isFlag = list.length === 2 && list.includes(0) && list.includes(1);
  if (isFlag && (value === 'true' || value === 'false')) {
    const suggestion = value === 'true' ? '1' : '0';
    return { remedy: `write ${suggestion}, which is what JSON's ${value} is in queries`, suggestion };
  }
  const texts = list.filter((text) => typeof text === 'string');
  const text = String(value);
  const near =
    text.length >= minLength
      ? closestTo(text, texts)
      : texts.find((other) => other.toLowerCase() === text.toLowerCase());
  if (near === undefined) return { remedy: 'correct the value or leave it out' };
  const suggestion = writeString(near);
  return { remedy: `did you mean ${suggestion}?`, suggestion };
}

const numericAggregates: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'pct', 'percentile', 'median', 'stddev', 'variance'],
]);

function textIn(operand: Expression, fields: EventFields): readonly QueryProblem[] {
  const { field, known } = fields.read(operand) ?? {};
  if (!field || known?.type !== 'text' || known.list?.some((value) => toNumber(value) !== undefined)) return [];
  const message = `${field.name} is ${known.words}, and only numbers are aggregated; take a number, or count the texts`;
  return [{ message, location: operand.location, severity: known.list ? 'error' : 'warning' }];
}

/** A `%` at an end, but not that of `100%` or of `%2F`. */
const percentWildcard = /^%(?![\dA-Fa-f]{2})|(?<!\d)%$/;
/** A `*` that stands alone and, unlike that of `SELECT * FROM`, next to a text. */
const starWildcard = /(?<![*(\s])\*(?![*)\s])/;

function wildcardsIn({ pattern, location }: Like): readonly QueryProblem[] {
  if (typeof pattern !== 'string') return [];
  const sign = percentWildcard.test(pattern) ? '%' : starWildcard.test(pattern) ? '*' : undefined;
  if (sign === undefined) return [];
  const message = `${sign} is an ordinary character here; like looks for the text anywhere, and for any text in between with a pattern: like /a.*b/`;
  return [{ message, location, severity: 'warning' }];
}
