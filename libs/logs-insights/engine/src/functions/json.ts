import { parseJson } from '../json/read-json';
import { isEqual } from '../values/compare-values';
import { ListValue, type Value, isStructure, scalarText, toJson } from '../values/value';
import { type FunctionDefinition, bounded, ofText } from './function-definition';

/** The elements of a list, or of a text that is a JSON array; anything else has no elements. */
function elementsOf(value: Value): readonly Value[] {
  const structure = isStructure(value) ? value : parseJson(scalarText(value) ?? '');
  return structure instanceof ListValue ? structure.items : [];
}

/** Elements that are maps, lists or null equal nothing. */
const contains = (elements: readonly Value[], sought: Value): boolean =>
  !isStructure(sought) &&
  elements.some((element) => element !== undefined && !isStructure(element) && isEqual(element, sought));

/**
 * Functions of JSON. Where they ask for a list, a text that is a JSON array is one too.
 *
 * `jsonstringify` writes texts in quotes and numbers as they are written (unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const jsonFunctions: Readonly<Record<string, FunctionDefinition>> = {
  jsonparse: ofText(parseJson),
  jsonstringify: {
    operandCount: [1, 1],
    evaluate: ([value]) => (value === undefined ? undefined : bounded(toJson(value))),
  },
  jsonarraysize: {
    operandCount: [1, 1],
    evaluate: ([value]) => (value === undefined ? undefined : elementsOf(value).length),
  },
  jsonarraycontains: {
    operandCount: [2, 2],
    evaluate: ([value, sought]) =>
      value === undefined || sought === undefined ? undefined : Number(contains(elementsOf(value), sought)),
  },
};
