import { type Like } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOfSplit } from './analysis';
import { negated } from './compare-sets';
import { splitByLike } from './split-texts';
import { flagFor, subjectOf } from './condition-findings';
import { type ValueSet, isNeverComparable } from './value-set';
import { fragmentOf } from './write-query-text';

/** Analyses `operand like "text"`, `operand like /pattern/` and `not like`. */
export function analyzeLike(like: Like, view: View, analyze: Analyze): Analysis {
  const { operand, pattern, location } = like;
  const analysis = analyze(operand, view);
  const found = splitByLike(analysis.values, pattern);
  const split = like.negated ? negated(analysis.values, found) : found;
  const result = analysisOfSplit(operand, analysis, split);
  const reason = operand.type === 'literal' ? 'all is written out' : subjectOf(operand, analysis.values, view);
  const fragment = fragmentOf(view.text, location);
  const isIdle = like.negated && isNeverComparable(found.whenTrue) && !isNeverComparable(analysis.values);
  if (!result.whenTrue) {
    view.report({
      location,
      severity: 'error',
      reason,
      consequence: `${fragment} is never true`,
      isNeverTrue: true,
      ...correctionOfLike(like, analysis.values, view),
    });
  } else if (isIdle && operand.type === 'field') {
    const consequence = `${fragment} leaves out only the events without it`;
    view.report({
      location,
      severity: 'warning',
      reason,
      consequence,
      remedy: 'correct the pattern or remove the condition',
    });
  }
  return result;
}

/** `is_group like "true"` is meant to be `is_group = 1`. */
function correctionOfLike({ operand, pattern, negated: isNegated }: Like, values: ValueSet, view: View) {
  const flag = isNegated || operand.type !== 'field' ? undefined : flagFor(pattern, values);
  if (flag === undefined) return { remedy: 'correct the pattern or remove the condition' };
  const suggestion = `${fragmentOf(view.text, operand.location)} = ${flag}`;
  return { remedy: `write ${suggestion}`, suggestion };
}
