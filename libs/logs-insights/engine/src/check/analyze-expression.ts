import { type Expression, type Logical } from '../syntax/expression';
import { analyzeAggregate } from './analyze-aggregate';
import { analyzeArithmetic, analyzeNegative } from './analyze-arithmetic';
import { analyzeCall } from './analyze-call';
import { analyzeComparison } from './analyze-comparison';
import { analyzeLike } from './analyze-like';
import { analyzeMembership } from './analyze-membership';
import { type Analysis, type View, analysisOf, analysisOfCondition, analysisOfName } from './analysis';
import { contradictionIn, neverTrue, textAsCondition } from './condition-findings';
import { isNeverNumeric } from './arithmetic-values';
import { joinRefinements, meet, meetRefinements } from './refinement';
import { anyTime, anyValue, missingOnly, setOf } from './value-set';

/**
 * Tells what an expression can give, and reports what in it can't be meant.
 *
 * The answer is an over-approximation: values that it does not name never occur, and of those that it names some may not.
 * Names are looked at one by one, so that what holds between two of them is not seen.
 */
export function analyzeExpression(expression: Expression, view: View): Analysis {
  switch (expression.type) {
    case 'literal':
      return analysisOf(setOf(expression.value));
    case 'field':
      return analysisOfName(expression.name, view.environment.valuesOf(expression.name));
    case 'member':
      analyzeExpression(expression.operand, view);
      return analysisOf(anyValue);
    case 'call':
      return analyzeCall(expression, view, analyzeExpression);
    case 'aggregate':
      return analyzeAggregate(expression, view, analyzeExpression);
    case 'time-bucket':
      return analysisOf(isNeverNumeric(analyzeExpression(expression.time, view).values) ? missingOnly : anyTime);
    case 'unary': {
      if (expression.operator === '-') return analyzeNegative(expression, view, analyzeExpression);
      const { whenTrue, whenFalse } = analyzeCondition(expression.operand, view);
      return analysisOfCondition(whenFalse, whenTrue);
    }
    case 'arithmetic':
      return analyzeArithmetic(expression, view, analyzeExpression);
    case 'comparison':
      return analyzeComparison(expression, view, analyzeExpression);
    case 'membership':
      return analyzeMembership(expression, view, analyzeExpression);
    case 'like':
      return analyzeLike(expression, view, analyzeExpression);
    case 'logical':
      return analyzeLogical(expression, view);
    default:
      return expression satisfies never;
  }
}

/** As {@link analyzeExpression}, for an expression of which only matters whether it holds. */
export function analyzeCondition(expression: Expression, view: View): Analysis {
  const analysis = analyzeExpression(expression, view);
  const isValue = ['literal', 'field', 'member', 'call', 'arithmetic', 'time-bucket'].includes(expression.type);
  if (!isValue) return analysis;
  if (!analysis.whenTrue) view.report(neverTrue(expression, analysis.values, view));
  else if (analysis.values.isText) view.report(textAsCondition(expression, view));
  return analysis;
}

function analyzeLogical({ operator, operands }: Logical, view: View): Analysis {
  const analyses = operands.map((operand) => analyzeCondition(operand, view));
  const allTrue = analyses.map(({ whenTrue }) => whenTrue);
  const allFalse = analyses.map(({ whenFalse }) => whenFalse);
  if (operator === 'or') return analysisOfCondition(joinRefinements(allTrue), meet(allFalse));
  const { refinement, contradiction } = meetRefinements(allTrue);
  if (contradiction) view.report(contradictionIn(operands, contradiction, view));
  return analysisOfCondition(refinement, joinRefinements(allFalse));
}
