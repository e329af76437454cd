import { type Value, isStructure, isTrue, toText } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** Ten pairs and a default. */
const maxCaseOperands = 21;

/** The text that decides whether a value is empty or blank. No map or list is, even without members (unverified). */
const contentOf = (value: Value): string => (isStructure(value) ? 'structure' : (toText(value) ?? ''));

/** The value of the first condition that is true, else the default, else a missing value. */
function choose(operands: readonly Value[]): Value {
  for (let index = 0; index + 1 < operands.length; index += 2) {
    if (isTrue(operands[index])) return operands[index + 1];
  }
  return operands.length % 2 === 1 ? operands.at(-1) : undefined;
}

/**
 * Functions that take missing values, maps and lists for what they are.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const presenceFunctions: Readonly<Record<string, FunctionDefinition>> = {
  ispresent: { operandCount: [1, 1], evaluate: ([value]) => Number(value !== undefined) },
  isempty: { operandCount: [1, 1], evaluate: ([value]) => Number(contentOf(value) === '') },
  isblank: { operandCount: [1, 1], evaluate: ([value]) => Number(contentOf(value).trim() === '') },
  coalesce: { operandCount: [1, Infinity], evaluate: (values): Value => values.find((value) => value !== undefined) },
  if: { operandCount: [3, 3], evaluate: ([condition, then, otherwise]) => (isTrue(condition) ? then : otherwise) },
  case: { operandCount: [2, maxCaseOperands], evaluate: choose },
};
