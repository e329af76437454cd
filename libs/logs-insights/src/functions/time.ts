import { Instant, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const timeFunctions: Readonly<Record<string, FunctionDefinition>> = {
  frommillis: {
    operandCount: [1, 1],
    evaluate: ([value]) => {
      const epochMs = toNumber(value);
      return epochMs === undefined ? undefined : new Instant(epochMs);
    },
  },
  tomillis: { operandCount: [1, 1], evaluate: ([value]) => toNumber(value) },
};
