import { type Value, isTrue, toText } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const presenceFunctions: Readonly<Record<string, FunctionDefinition>> = {
  ispresent: { operandCount: [1, 1], evaluate: ([value]) => Number(value !== undefined) },
  isempty: { operandCount: [1, 1], evaluate: ([value]) => Number((toText(value) ?? '') === '') },
  isblank: { operandCount: [1, 1], evaluate: ([value]) => Number((toText(value) ?? '').trim() === '') },
  coalesce: { operandCount: [1, Infinity], evaluate: (values): Value => values.find((value) => value !== undefined) },
  if: { operandCount: [3, 3], evaluate: ([condition, then, otherwise]) => (isTrue(condition) ? then : otherwise) },
};
