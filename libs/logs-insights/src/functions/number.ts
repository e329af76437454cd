import { type Value, finite, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';

const ofNumber = (compute: (value: number) => number): FunctionDefinition => ({
  operandCount: [1, 1],
  evaluate: ([value]) => {
    const number = toNumber(value);
    return number === undefined ? undefined : finite(compute(number));
  },
});

/** Missing and non-numeric arguments are left out (unverified). */
const ofNumbers = (choose: (left: number, right: number) => number): FunctionDefinition => ({
  operandCount: [1, Infinity],
  evaluate: (values: readonly Value[]) => {
    const numbers = values.map(toNumber).filter((number) => number !== undefined);
    return numbers.length === 0 ? undefined : numbers.reduce((left, right) => choose(left, right));
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const numberFunctions: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  sqrt: ofNumber(Math.sqrt),
  log: ofNumber(Math.log),
  greatest: ofNumbers((left, right) => Math.max(left, right)),
  least: ofNumbers((left, right) => Math.min(left, right)),
};
