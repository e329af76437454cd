import { marksOfLinesWith } from '../discovery/line-formats';
import { type QueryPlan } from '../plan/query-plan';
import { fieldsOf } from '../plan/walk-expression';
import { type Comparison, type Expression, type Like, type Membership } from '../syntax/expression';
import { toNumber } from '../values/value';

/** Texts of which a line has at least one if the query can keep its event. */
export type Requirement = readonly string[];

/**
 * Finds texts without which no line can pass the first filters of a query, so that all others can be passed over unread.
 *
 * The texts are plain: ASCII without quotes, backslashes, slashes and control characters. A line may still write them as
 * `\u` escapes, so a line that has any of those for ASCII is to be read as well.
 *
 * @returns Each is necessary by itself; none when nothing is certain.
 */
export function lineRequirements({ stages }: QueryPlan): readonly Requirement[] {
  const made = new Set<string>();
  const requirements: Requirement[] = [];
  for (const step of stages[0]?.steps ?? []) {
    if (step.type === 'unnest' || step.type === 'expand') break;
    if (step.type === 'define') made.add(step.name);
    else if (step.type !== 'filter') step.names.forEach((name) => made.add(name));
    else if (fieldsOf(step.condition).every(({ name }) => !made.has(name))) {
      requirements.push(...requirementsOf(step.condition));
    }
  }
  return requirements.filter((requirement) => requirement.length > 0);
}

/** @returns What a line needs for the expression to be true. */
function requirementsOf(expression: Expression): readonly Requirement[] {
  switch (expression.type) {
    case 'logical': {
      const parts = expression.operands.map(requirementsOf);
      if (expression.operator === 'and') return parts.flat();
      const best = parts.map(selectBest);
      return best.every((requirement) => requirement !== undefined) ? [best.flat()] : [];
    }
    case 'field':
      return keyRequirements(expression.name);
    case 'call':
      return expression.name === 'ispresent' ? expression.operands.flatMap(presenceRequirements) : [];
    case 'comparison':
      return comparisonRequirements(expression);
    case 'membership':
      return membershipRequirements(expression);
    case 'like':
      return likeRequirements(expression);
    default:
      return [];
  }
}

/** The fewer texts the better, then the longer the shortest of them. */
export function selectBest(requirements: readonly Requirement[]): Requirement | undefined {
  const worth = (requirement: Requirement): number =>
    Math.min(...requirement.map((text) => text.length)) - 100 * requirement.length;
  return requirements.toSorted((left, right) => worth(right) - worth(left))[0];
}

const presenceRequirements = (operand: Expression): readonly Requirement[] =>
  operand.type === 'field' ? keyRequirements(operand.name) : [];

/** A comparison with a missing field is false with every operator. */
function comparisonRequirements({ operator, left, right }: Comparison): readonly Requirement[] {
  const [field, other] = left.type === 'field' ? [left, right] : [right, left];
  if (field.type !== 'field') return [];
  const isText = operator === '=' && other.type === 'literal';
  return [...keyRequirements(field.name), ...(isText ? valueRequirements(field.name, [String(other.value)]) : [])];
}

function membershipRequirements({ operand, negated, list }: Membership): readonly Requirement[] {
  if (operand.type !== 'field') return [];
  const values = list.map((element) => (element.type === 'literal' ? String(element.value) : ''));
  return [...keyRequirements(operand.name), ...(negated ? [] : valueRequirements(operand.name, values))];
}

function likeRequirements({ operand, negated, pattern }: Like): readonly Requirement[] {
  if (operand.type !== 'field') return [];
  const key = keyRequirements(operand.name);
  if (negated || !standsInLine(operand.name)) return key;
  const texts = typeof pattern === 'string' ? [pattern] : pattern.requiredTexts;
  return [...key, ...texts.flatMap((text) => partRequirements(operand.name, text))];
}

/** JSON's `true` is shown as 1 and does not stand so in the line. */
const partRequirements = (name: string, text: string): readonly Requirement[] => {
  const plain = longestPlain(text);
  return plain === '' || (name !== '@message' && /^[01]$/.test(plain)) ? [] : [[plain]];
};

/** A value that looks like a number equals others that are written differently. */
function valueRequirements(name: string, values: readonly string[]): readonly Requirement[] {
  if (!standsInLine(name) || values.some((value) => toNumber(value) !== undefined)) return [];
  const plains = values.map(longestPlain);
  return plains.includes('') ? [] : [plains];
}

/** Fields whose text, where it is no number, stands in the line. */
const standsInLine = (name: string): boolean =>
  !name.startsWith('@') || name.startsWith('@@') || name === '@message' || lambdaTextFields.has(name);

const lambdaTextFields = new Set(['@type', '@requestId', '@xrayTraceId', '@xraySegmentId']);

function keyRequirements(name: string): readonly Requirement[] {
  const text = keyRequirement(name);
  return text === undefined ? [] : [[text, ...marksOfLinesWith(name)]];
}

/**
 * @returns What stands in each line whose JSON has the field: the last key of its path and the quote after it. undefined
 * for positions in arrays, which do not stand there, and for keys that JSON may write in several ways.
 */
export function keyRequirement(name: string): string | undefined {
  if (name.startsWith('@') && !name.startsWith('@@')) return undefined;
  const key = name.slice(name.lastIndexOf('.') + 1).replace(/^@@/, '@');
  return key === '' || /^\d+$/.test(key) || longestPlain(key) !== key ? undefined : `${key}\\"`;
}

/** @returns The longest part of the text that JSON writes as it is. */
const longestPlain = (text: string): string =>
  (text.match(/[ !#-.0-[\]-~]+/g) ?? []).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
