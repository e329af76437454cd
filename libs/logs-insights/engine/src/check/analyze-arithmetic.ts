import { type Arithmetic, type Expression, type Unary } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOf } from './analysis';
import { arithmeticValues, isNeverNumeric, negativesOf } from './arithmetic-values';
import { subjectOf } from './condition-findings';
import { type ValueSet, isTextual } from './value-set';
import { fragmentOf } from './write-query-text';

/** Analyses `a + b - c` and the like. */
export function analyzeArithmetic(arithmetic: Arithmetic, view: View, analyze: Analyze): Analysis {
  const { operators, operands, location } = arithmetic;
  const values = operands.map((operand) => analyze(operand, view).values);
  for (const [index, operand] of operands.entries()) {
    const remedy = operators.includes('+') ? 'calculate with numbers, or join texts by concat(...)' : undefined;
    reportText(operand, values[index], { fragment: fragmentOf(view.text, location), view, ...(remedy && { remedy }) });
  }
  return analysisOf(arithmeticValues(operators, values));
}

/** Analyses `-operand`. */
export function analyzeNegative({ operand, location }: Unary, view: View, analyze: Analyze): Analysis {
  const { values } = analyze(operand, view);
  reportText(operand, values, { fragment: fragmentOf(view.text, location), view });
  return analysisOf(negativesOf(values));
}

/** What a number is wanted for. */
export interface NumberUse {
  readonly fragment: string;
  readonly view: View;
  readonly remedy?: string;
}

/** Reports a text where a number is wanted. */
export function reportText(operand: Expression, values: ValueSet | undefined, use: NumberUse): void {
  if (!values || !isTextual(values)) return;
  const { fragment, view, remedy = 'take a field of numbers' } = use;
  const isCertain = isNeverNumeric(values);
  view.report({
    location: operand.location,
    severity: isCertain ? 'error' : 'warning',
    reason:
      operand.type === 'literal'
        ? `${fragmentOf(view.text, operand.location)} is a text`
        : subjectOf(operand, values, view),
    consequence: `${fragment} ${isCertain ? 'is always missing' : 'is missing where the text does not look like a number'}`,
    remedy,
  });
}
