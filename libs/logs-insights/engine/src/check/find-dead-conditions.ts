import { closestTo } from '../parser/suggest';
import { partsOf } from '../plan/walk-expression';
import { type Comparison, type Expression, type Like, type Literal, type Membership } from '../syntax/expression';
import { toNumber } from '../values/value';
import { type EventField, type EventFields } from './known-fields';
import { type KnownValues } from './known-values';
import { type QueryProblem, fragmentOf, quote, writeString } from './query-problem';

/** Where a condition stands. */
interface Place {
  /** The query. */
  readonly text: string;
  readonly fields: EventFields;
  /** Whether no row passes a filter of which the condition is never true. */
  readonly isRequired: boolean;
}

/**
 * Finds the comparisons in an expression that are true of no event, and those that all events with the field pass.
 *
 * @param isFilter - Whether the expression is the condition of a filter.
 */
export function findDeadConditions(
  expression: Expression,
  text: string,
  fields: EventFields,
  isFilter: boolean,
): readonly QueryProblem[] {
  const place = { text, fields, isRequired: isFilter };
  const isConjunction = expression.type === 'logical' && expression.operator === 'and';
  const parts = partsOf(expression).flatMap((part) =>
    findDeadConditions(part, text, fields, isFilter && isConjunction),
  );
  return [...problemsOf(expression, place), ...parts];
}

function problemsOf(expression: Expression, place: Place): readonly QueryProblem[] {
  switch (expression.type) {
    case 'comparison':
      return inComparison(expression, place);
    case 'membership':
      return inMembership(expression, place);
    case 'like':
      return inLike(expression, place);
    default:
      return [];
  }
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function inComparison(comparison: Comparison, place: Place): readonly QueryProblem[] {
  const { left, right, operator } = comparison;
  if (right.type === 'literal') return ofSides(comparison, place.fields.read(left), operator, right, place);
  if (left.type === 'literal') return ofSides(comparison, place.fields.read(right), mirrored[operator], left, place);
  return [];
}

function ofSides(
  comparison: Comparison,
  side: EventField | undefined,
  operator: Comparison['operator'],
  literal: Literal,
  place: Place,
): readonly QueryProblem[] {
  if (!side) return [];
  const { known } = side;
  const { value, location } = literal;
  if (operator !== '=' && operator !== '!=' && isMixed(known, literal))
    return [mixedOrder(comparison, side, literal, place)];
  if (!known.canHold(operator, value)) {
    const isValueToBlame = operator === '=';
    const correction = isValueToBlame ? correctionOf(literal, known) : { remedy: 'correct the condition or remove it' };
    return [neverTrue(comparison, side, isValueToBlame ? location : comparison.location, correction, place)];
  }
  if (operator !== '!=' || known.canHold('=', value)) return [];
  return [leavesOutNothing(comparison, side, location, correctionOf(literal, known), place)];
}

function inMembership(membership: Membership, place: Place): readonly QueryProblem[] {
  const { operand, list, negated } = membership;
  const side = place.fields.read(operand);
  const literals = list.filter((element) => element.type === 'literal');
  if (!side) return [];
  const { known } = side;
  const idle = literals.filter(({ value }) => !known.canHold('=', value));
  const isAllIdle = idle.length === list.length;
  const [first] = idle;
  if (isAllIdle && !negated && first) {
    const isOnly = list.length === 1;
    const correction = isOnly ? correctionOf(first, known) : { remedy: 'correct the condition or remove it' };
    return [neverTrue(membership, side, isOnly ? first.location : membership.location, correction, place)];
  }
  return idle.map((element) => {
    const correction = correctionOf(element, known);
    if (isAllIdle) return leavesOutNothing(membership, side, element.location, correction, place);
    const written = typeof element.value === 'string' ? quote(element.value) : String(element.value);
    return problem(
      element.location,
      negated ? 'warning' : 'error',
      `${subjectOf(side)}, so ${written} in the list has no effect`,
      correction,
    );
  });
}

function inLike(like: Like, place: Place): readonly QueryProblem[] {
  const { operand, pattern, negated, location } = like;
  const side = place.fields.read(operand);
  if (!side || canBeFoundIn(side.known, pattern)) return [];
  const correction = { remedy: 'correct the pattern or remove the condition' };
  if (negated) return [leavesOutNothing(like, side, location, correction, place)];
  const flag = typeof pattern === 'string' ? flagFor(pattern, side.known) : undefined;
  const suggestion = flag === undefined ? undefined : `${fragmentOf(place.text, operand.location)} = ${flag}`;
  return [
    neverTrue(like, side, location, suggestion ? { remedy: `write ${suggestion}`, suggestion } : correction, place),
  ];
}

/** How numbers are written in events. */
const numberCharacters = /^[-+.\deE]*$/;

function canBeFoundIn({ type, list }: KnownValues, pattern: Like['pattern']): boolean {
  const required = typeof pattern === 'string' ? [pattern] : pattern.requiredTexts;
  if (type === 'number') return required.every((text) => numberCharacters.test(text));
  return list?.some((text) => isFoundIn(String(text), pattern)) ?? true;
}

const isFoundIn = (text: string, pattern: Like['pattern']): boolean =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);

/** A number and a text are compared as texts. */
const isMixed = ({ type, list }: KnownValues, { value }: Literal): boolean =>
  (toNumber(value) === undefined) === (type === 'number') &&
  (type === 'number' || list === undefined || list.some((text) => toNumber(text) === undefined));

function mixedOrder(comparison: Comparison, side: EventField, literal: Literal, { text }: Place): QueryProblem {
  const { field, known } = side;
  const written = fragmentOf(text, literal.location);
  const isCertain = known.type === 'number' || (known.list?.every((value) => toNumber(value) === undefined) ?? false);
  const reason =
    known.type === 'number'
      ? `${written} is a text and ${field.name} a number`
      : `${subjectOf(side)} and ${written} a number`;
  return problem(
    comparison.location,
    isCertain ? 'error' : 'warning',
    `${reason}, so they are put in the order of their characters${isCertain ? '' : ' where the text does not look like a number'}`,
    { remedy: 'compare numbers with numbers' },
  );
}

const neverTrue = (
  condition: Expression,
  side: EventField,
  location: Expression['location'],
  correction: Correction,
  { text, isRequired }: Place,
): QueryProblem => {
  const outcome = isRequired ? 'the filter can never match' : `${fragmentOf(text, condition.location)} is never true`;
  return problem(location, 'error', `${subjectOf(side)}, so ${outcome}`, correction);
};

const leavesOutNothing = (
  condition: Expression,
  side: EventField,
  location: Expression['location'],
  correction: Correction,
  { text }: Place,
): QueryProblem => {
  const outcome = `${fragmentOf(text, condition.location)} leaves out only the events without it`;
  return problem(location, 'warning', `${subjectOf(side)}, so ${outcome}`, correction);
};

const subjectOf = ({ field, known }: EventField): string => `${field.name} is ${known.words}`;

/** What to write instead. */
interface Correction {
  readonly remedy: string;
  readonly suggestion?: string;
}

const problem = (
  location: QueryProblem['location'],
  severity: QueryProblem['severity'],
  what: string,
  { remedy, suggestion }: Correction,
): QueryProblem => ({
  message: `${what}; ${remedy}`,
  location,
  severity,
  ...(suggestion !== undefined && { suggestion }),
});

/** Shorter values get no suggestion but for their case. */
const minLength = 3;

/** What to write in place of a literal that a field never equals. */
function correctionOf({ value }: Literal, known: KnownValues): Correction {
  const flag = flagFor(value, known);
  if (flag !== undefined) {
    return { remedy: `write ${flag}, which is what JSON's ${value} is in queries`, suggestion: flag };
  }
  const texts = known.list?.filter((text) => typeof text === 'string') ?? [];
  const text = String(value);
  const near =
    text.length >= minLength
      ? closestTo(text, texts)
      : texts.find((other) => other.toLowerCase() === text.toLowerCase());
  if (near === undefined) return { remedy: 'correct the value or leave it out' };
  const suggestion = writeString(near);
  return { remedy: `did you mean ${suggestion}?`, suggestion };
}

/** @returns 1 or 0 for the text `true` or `false` where the values are these numbers. */
function flagFor(value: unknown, known: KnownValues): string | undefined {
  if (!isFlag(known)) return undefined;
  return value === 'true' ? '1' : value === 'false' ? '0' : undefined;
}

const isFlag = ({ list }: KnownValues): boolean => list?.length === 2 && list.includes(0) && list.includes(1);
