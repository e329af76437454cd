import { type Comparison, type Expression, type Literal } from '../syntax/expression';
import { type View } from './analysis';
import { splitByComparison } from './compare-sets';
import { correctionOf, subjectOf } from './condition-findings';
import { describeSet } from './describe-set';
import { type Finding } from './finding';
import { isNoNumber } from './number-set';
import { type ValueSet, comparablesOf, isNoValue, isTextual, presentOf } from './value-set';
import { fragmentOf } from './write-query-text';

/** The two sides of a comparison with what they can be. */
export interface ComparedValues {
  readonly left: ValueSet;
  readonly right: ValueSet;
}

/** The finding that a comparison is never true: at the literal, where a field is never equal to it. */
export function comparisonNeverTrue(comparison: Comparison, values: ComparedValues, view: View): Finding {
  const { operator, location } = comparison;
  const { literal, field } = sidesOf(comparison, values) ?? {};
  const isValueToBlame = literal && field && operator === '=';
  return {
    location: isValueToBlame ? literal.location : location,
    severity: 'error',
    reason: subjectsOf(comparison, values, view),
    consequence: `${fragmentOf(view.text, location)} is never true`,
    isNeverTrue: true,
    ...(isValueToBlame ? correctionOf(literal, field.values) : { remedy: 'correct the condition or remove it' }),
  };
}

/** The finding that `field != literal` is true of every event that has the field, if it is. */
export function excludesNothing(comparison: Comparison, values: ComparedValues, view: View): Finding | undefined {
  const { literal, field } = sidesOf(comparison, values) ?? {};
  if (comparison.operator !== '!=' || !literal || !field) return undefined;
  const original = view.environment.originalValuesOf(field.name);
  const { whenFalse } = splitByComparison(original, '!=', literal === comparison.right ? values.right : values.left);
  if (!isNoValue(comparablesOf(whenFalse))) return undefined;
  return {
    location: literal.location,
    severity: 'warning',
    reason: `${field.name} is ${describeSet(presentOf(original))}`,
    consequence: `${fragmentOf(view.text, comparison.location)} leaves out only the events without it`,
    ...correctionOf(literal, original),
  };
}

/** The finding that a text and a number are put in an order. */
export function mixedOrder(comparison: Comparison, values: ComparedValues, view: View): Finding {
  const { left, right, location } = comparison;
  const [text, set, number] = isTextual(values.left) ? [left, values.left, right] : [right, values.right, left];
  const written = fragmentOf(view.text, text.location);
  const subject = text.type === 'literal' ? `${written} is a text` : subjectOf(text, set, view);
  return {
    location,
    severity: isNoNumber(set.numbers) ? 'error' : 'warning',
    reason: `${subject} and ${fragmentOf(view.text, number.location)} a number`,
    consequence: `they are put in the order of their characters${isNoNumber(set.numbers) ? '' : ' where the text does not look like a number'}`,
    remedy: 'compare numbers with numbers',
  };
}

/** A field and the literal that it is compared with. */
function sidesOf({ left, right }: Comparison, values: ComparedValues) {
  const ofLeft = sideOf(left, right, values.left);
  return ofLeft ?? sideOf(right, left, values.right);
}

function sideOf(field: Expression, literal: Expression, values: ValueSet): SidesOfComparison | undefined {
  if (field.type !== 'field' || literal.type !== 'literal') return undefined;
  return { field: { name: field.name, values }, literal };
}

interface SidesOfComparison {
  readonly field: { readonly name: string; readonly values: ValueSet };
  readonly literal: Literal;
}

function subjectsOf({ left, right }: Comparison, values: ComparedValues, view: View): string {
  const subjects = [
    ...(left.type === 'literal' ? [] : [subjectOf(left, values.left, view)]),
    ...(right.type === 'literal' ? [] : [subjectOf(right, values.right, view)]),
  ];
  return subjects.length === 0 ? 'both sides are written out' : subjects.join(' and ');
}
