import { type Expression, type Literal, type Membership } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOfSplit } from './analysis';
import { negated, splitByMembership } from './compare-sets';
import { correctionOf, subjectOf } from './condition-findings';
import { describeSet, quote } from './describe-set';
import { type ValueSet, isNeverComparable, isOfOneKind, presentOf, setOf } from './value-set';
import { fragmentOf } from './write-query-text';

/** Analyses `operand in [element, ...]` and `not in`. */
export function analyzeMembership(membership: Membership, view: View, analyze: Analyze): Analysis {
  const { operand, list } = membership;
  const analysis = analyze(operand, view);
  if (isOfOneKind(analysis.values)) view.settle(membership);
  const elements = list.map((element) => analyze(element, view).values);
  const listed = splitByMembership(analysis.values, elements);
  const split = membership.negated ? negated(analysis.values, listed) : listed;
  const result = analysisOfSplit(operand, analysis, split);
  const idle = operand.type === 'field' ? idleElements(list, view.environment.originalValuesOf(operand.name)) : [];
  const isAllIdle = idle.length === list.length;
  if (!result.whenTrue) reportNeverTrue(membership, idle, analysis.values, view);
  else if (operand.type === 'field') for (const element of idle) reportIdle(membership, element, isAllIdle, view);
  return result;
}

/** The literals of a list that a field never equals. */
function idleElements(list: readonly Expression[], values: ValueSet): readonly Literal[] {
  if (isNeverComparable(values)) return [];
  return list
    .filter((element) => element.type === 'literal')
    .filter(({ value }) => isNeverComparable(splitByMembership(values, [setOf(value)]).whenTrue));
}

function reportNeverTrue(membership: Membership, idle: readonly Literal[], values: ValueSet, view: View): void {
  const { list, operand, location } = membership;
  const [only] = list.length === 1 ? idle : [];
  view.report({
    location: only?.location ?? location,
    severity: 'error',
    reason: operand.type === 'literal' ? 'all is written out' : subjectOf(operand, values, view),
    consequence: `${fragmentOf(view.text, location)} is never true`,
    isNeverTrue: true,
    ...(only ? correctionOf(only, values) : { remedy: 'correct the condition or remove it' }),
  });
}

function reportIdle(membership: Membership, element: Literal, isAllIdle: boolean, view: View): void {
  const { operand, location } = membership;
  if (operand.type !== 'field') return;
  const values = view.environment.originalValuesOf(operand.name);
  const written = typeof element.value === 'string' ? quote(element.value) : String(element.value);
  const isWhole = membership.negated && isAllIdle;
  view.report({
    location: element.location,
    severity: membership.negated ? 'warning' : 'error',
    reason: `${operand.name} is ${describeSet(presentOf(values))}`,
    consequence: isWhole
      ? `${fragmentOf(view.text, location)} leaves out only the events without it`
      : `${written} in the list has no effect`,
    ...correctionOf(element, values),
  });
}
