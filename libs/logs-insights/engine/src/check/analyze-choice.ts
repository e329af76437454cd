import { type Call, type Expression } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOf } from './analysis';
import { type ValueSet, missingOnly, presentOf, uniteSets } from './value-set';

/**
 * Analyses a call of a function that gives one of its arguments: each is looked at where it is chosen.
 *
 * @returns undefined for any other function.
 */
export function analyzeChoice({ name, operands }: Call, view: View, analyze: Analyze): Analysis | undefined {
  const [first] = operands;
  switch (name) {
    case 'unmask':
      return first && analyze(first, view);
    case 'coalesce':
      return analysisOf(firstPresent(operands, view, analyze));
    case 'if':
    case 'case':
      return analysisOf(firstTrue(operands, view, analyze));
    default:
      return undefined;
  }
}

function firstPresent(operands: readonly Expression[], view: View, analyze: Analyze): ValueSet {
  const values = operands.map((operand) => analyze(operand, view).values);
  const certain = values.findIndex(({ missing }) => !missing);
  const chosen = certain < 0 ? values : values.slice(0, certain + 1);
  return { ...uniteSets(chosen.map(presentOf)), missing: certain < 0 };
}

/** Conditions and values in turn; an odd one at the end is for all other cases. */
function firstTrue(operands: readonly Expression[], view: View, analyze: Analyze): ValueSet {
  const results: ValueSet[] = [];
  let { environment } = view;
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [condition, value] = operands.slice(index, index + 2);
    if (!condition || !value) break;
    const { whenTrue, whenFalse } = analyze(condition, { ...view, environment });
    if (whenTrue) results.push(analyze(value, { ...view, environment: environment.refine(whenTrue) }).values);
    if (!whenFalse) return uniteSets(results);
    environment = environment.refine(whenFalse);
  }
  const last = operands.length % 2 === 1 ? operands.at(-1) : undefined;
  return uniteSets([...results, last ? analyze(last, { ...view, environment }).values : missingOnly]);
}
