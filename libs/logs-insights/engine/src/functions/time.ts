import { formatInstant } from '../values/format-value';
import { Instant, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';

const instantAt = (epochMs: number | undefined): Instant | undefined =>
  epochMs === undefined || formatInstant(epochMs) === undefined ? undefined : new Instant(epochMs);

/**
 * Functions of times; outside the range of dates they give a missing value.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const timeFunctions: Readonly<Record<string, FunctionDefinition>> = {
  frommillis: { operandCount: [1, 1], evaluate: ([value]) => instantAt(toNumber(value)) },
  tomillis: { operandCount: [1, 1], evaluate: ([value]) => toNumber(value) },
  now: {
    operandCount: [0, 0],
    evaluate: (_, { nowMs }) => (nowMs === undefined ? undefined : Math.floor(nowMs / 1000)),
  },
};
