import { type Value, isTrue } from '../values/value';
import { type FunctionDefinition } from './function-definition';
import { ofTwoTexts, scalarText } from './text-operands';

/** A third argument that is true makes case not count (unverified). */
function contains([value, part, ignoresCase]: readonly Value[], count: number): Value {
  const text = scalarText(value);
  const sought = scalarText(part);
  if (text === undefined || sought === undefined) return undefined;
  if (count < 3) return Number(text.includes(sought));
  if (scalarText(ignoresCase) === undefined) return undefined;
  return Number(isTrue(ignoresCase) ? text.toLowerCase().includes(sought.toLowerCase()) : text.includes(sought));
}

/**
 * Functions that look for a part of a text; 1 when it is there, else 0. An empty part is everywhere.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const textSearchFunctions: Readonly<Record<string, FunctionDefinition>> = {
  strcontains: { operandCount: [2, 3], evaluate: (values) => contains(values, values.length) },
  startswith: ofTwoTexts((text, part) => Number(text.startsWith(part))),
  endswith: ofTwoTexts((text, part) => Number(text.endsWith(part))),
};
