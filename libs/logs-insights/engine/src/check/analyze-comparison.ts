import { type Comparison, type Expression } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOfCondition, refinementOf } from './analysis';
import { mirrored, splitByComparison } from './compare-sets';
import { type ComparedValues, comparisonNeverTrue, excludesNothing, mixedOrder } from './comparison-findings';
import { meet } from './refinement';
import { type ValueSet, isNumeric, isOfOneKind, isTextual } from './value-set';

/** Analyses `left operator right`. */
export function analyzeComparison(comparison: Comparison, view: View, analyze: Analyze): Analysis {
  const { operator, left, right } = comparison;
  const ofLeft = analyze(left, view);
  const ofRight = analyze(right, view);
  const values = { left: ofLeft.values, right: ofRight.values };
  const split = splitByComparison(values.left, operator, values.right);
  const mirror = splitByComparison(values.right, mirrored[operator], values.left);
  const whenTrue = meet([refinementOf(left, ofLeft, split.whenTrue), refinementOf(right, ofRight, mirror.whenTrue)]);
  const whenFalse = meet([refinementOf(left, ofLeft, split.whenFalse), refinementOf(right, ofRight, mirror.whenFalse)]);
  if (isOfOneKind(values.left) && isOfOneKind(values.right)) view.settle(comparison);
  const finding = isMixedOrder(comparison, values)
    ? mixedOrder(comparison, values, view)
    : whenTrue
      ? excludesNothing(comparison, values, view)
      : comparisonNeverTrue(comparison, values, view);
  if (finding) view.report(finding);
  return analysisOfCondition(whenTrue, whenFalse);
}

/** Whether a text and a number are put in an order. */
function isMixedOrder({ operator, left, right }: Comparison, values: ComparedValues): boolean {
  if (operator === '=' || operator === '!=') return false;
  if (isTextual(values.left)) return isNumberOperand(right, values.right);
  return isTextual(values.right) && isNumberOperand(left, values.left);
}

/** A string that looks like a number is none: quotes mean a text. */
const isNumberOperand = (operand: Expression, values: ValueSet): boolean =>
  operand.type === 'literal' ? typeof operand.value === 'number' : isNumeric(values);
