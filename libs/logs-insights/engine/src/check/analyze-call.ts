import { functionCatalogue } from '../functions/catalogue';
import { type Call, type Expression } from '../syntax/expression';
import { type Value } from '../values/value';
import { type Analysis, type Analyze, type View, analysisOf, analysisOfSplit } from './analysis';
import { reportText } from './analyze-arithmetic';
import { analyzeChoice } from './analyze-choice';
import { isNeverNumeric } from './arithmetic-values';
import { type Split } from './compare-sets';
import { subjectOf } from './condition-findings';
import { functionResults, functionsWithoutNumbers } from './function-results';
import { isNoNumber } from './number-set';
import { splitByContent, splitByLike, splitByPresence } from './split-texts';
import { type ValueSet, anyValue, isNumeric, missingOnly, setOf, uniteSets } from './value-set';
import { fragmentOf } from './write-query-text';

/** More combinations of arguments than these are not tried out. */
const maxCombinations = 64;
/** Longer results are taken for any. */
const maxTextLength = 1_000;

/** Conditions on one argument, by the names of the functions. */
const splits: Readonly<Record<string, (values: ValueSet) => Split>> = {
  ispresent: splitByPresence,
  isempty: (values) => splitByContent(values, (text) => text === ''),
  isblank: (values) => splitByContent(values, (text) => text.trim() === ''),
};

/** Analyses a call of a scalar function. */
export function analyzeCall(call: Call, view: View, analyze: Analyze): Analysis {
  const { name, operands } = call;
  const [first] = operands;
  const choice = analyzeChoice(call, view, analyze);
  if (choice) return choice;
  const analyses = operands.map((operand) => analyze(operand, view));
  const values = analyses.map((analysis) => analysis.values);
  const [ofFirst] = analyses;
  const split = Object.hasOwn(splits, name) ? splits[name] : undefined;
  if (first && ofFirst && split) return analysisOfSplit(first, ofFirst, split(ofFirst.values));
  reportOperands(call, values, view);
  const results = resultsOf(call, values);
  const part = name === 'strcontains' && operands.length === 2 ? operands[1] : undefined;
  if (!first || !ofFirst || part?.type !== 'literal' || typeof part.value !== 'string') return analysisOf(results);
  const found = splitByLike(ofFirst.values, part.value);
  return { ...analysisOfSplit(first, ofFirst, found), values: results };
}

function reportOperands(call: Call, values: readonly ValueSet[], view: View): void {
  const { name, operands, location } = call;
  const reads = functionResults.get(name)?.reads;
  const fragment = fragmentOf(view.text, location);
  for (const [index, operand] of operands.entries()) {
    const set = values[index];
    if (set && (reads === 'numbers' || (reads === 'convert' && isNeverNumeric(set))))
      reportText(operand, set, { fragment, view });
  }
  const [first] = operands;
  const [set] = values;
  if (!first || !set || !functionsWithoutNumbers.has(name) || !isNumeric(set)) return;
  view.report({
    location: first.location,
    severity: 'error',
    reason: subjectOf(first, set, view),
    consequence: `${fragment} says nothing`,
    remedy: `give ${name} a text`,
  });
}

function resultsOf({ name, operands }: Call, values: readonly ValueSet[]): ValueSet {
  const known = functionResults.get(name);
  if (known?.reads && values.every(isNeverNumeric)) return missingOnly;
  return triedOut(name, operands, values) ?? known?.values ?? anyValue;
}

/** Calls the function with every combination of arguments, where these are few. */
function triedOut(name: string, operands: readonly Expression[], values: readonly ValueSet[]): ValueSet | undefined {
  const evaluate = functionCatalogue.get(name)?.evaluate;
  // Without arguments a function reads the time or the range of the query.
  if (!evaluate || operands.length === 0) return undefined;
  let combinations: readonly (readonly Value[])[] = [[]];
  for (const [index, operand] of operands.entries()) {
    const choices = choicesOf(operand, values[index]);
    if (!choices || choices.length * combinations.length > maxCombinations) return undefined;
    combinations = combinations.flatMap((before) => choices.map((choice) => [...before, choice]));
  }
  const results = combinations.map((combination) => evaluate(combination, {}));
  if (results.some((result) => typeof result === 'string' && result.length > maxTextLength)) return undefined;
  return uniteSets(results.map(setOf));
}

/** Every value that an operand can have, to the letter; undefined where they are not known. */
function choicesOf(operand: Expression, values: ValueSet | undefined): readonly Value[] | undefined {
  if (operand.type === 'literal') return [operand.value];
  if (!values || values.times || values.structures || !isNoNumber(values.numbers) || values.texts.allButListed)
    return undefined;
  return [...values.texts.listed, ...(values.missing ? [undefined] : [])];
}
