import { roundNumber } from '../values/round-number';
import { type Value, finite, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/**
 * A function of one number.
 *
 * @param compute - NaN and infinities stand for a missing result.
 */
export const ofNumber = (compute: (value: number) => number): FunctionDefinition => ({
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
    let chosen: number | undefined;
    for (const value of values) {
      const number = toNumber(value);
      if (number !== undefined) chosen = chosen === undefined ? number : choose(chosen, number);
    }
    return chosen;
  },
});

/** Halves away from zero; without a second argument to whole numbers (both unverified). */
function round(values: readonly Value[]): Value {
  const number = toNumber(values[0]);
  const digits = values.length < 2 ? 0 : toNumber(values[1]);
  return number === undefined || digits === undefined ? undefined : finite(roundNumber(number, digits));
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const numberFunctions: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  sqrt: ofNumber(Math.sqrt),
  log: ofNumber(Math.log),
  greatest: ofNumbers((left, right) => Math.max(left, right)),
  least: ofNumbers((left, right) => Math.min(left, right)),
  round: { operandCount: [1, 2], evaluate: round },
};
