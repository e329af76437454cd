import { type Value, finite, scalarText, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';

/** Shifting further changes no double. */
const maxDigits = 400;

/**
 * Rounds a number to decimals, halves away from zero.
 *
 * Rounds the shortest decimal form, not the binary value, which for 1.005 lies below the half.
 *
 * @param digits - How many decimals to keep; a negative number rounds to tens, hundreds and so on.
 * @example
 * roundNumber(1.005, 2); // 1.01
 */
export function roundNumber(value: number, digits: number): number {
  const shift = Math.max(-maxDigits, Math.min(maxDigits, Math.trunc(digits)));
  const shifted = shiftPoint(Math.abs(value), shift);
  // A number so large, or so many decimals, that there is nothing to round.
  if (shifted > Number.MAX_SAFE_INTEGER) return value;
  return Math.sign(value) * shiftPoint(Math.round(shifted), -shift);
}

/** Multiplies by a power of ten in decimal, without an error of its own. */
function shiftPoint(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

/**
 * A function of one number.
 *
 * @param compute - NaN and infinities stand for a missing result.
 */
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

/** Exact to 2^53, as all numbers are here; there is no smaller range for `toInt` (unverified). */
const toWhole = ofNumber(Math.trunc);
const toDouble = ofNumber((value) => value);

/**
 * Functions that compute numbers.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const numberFunctions: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  sqrt: ofNumber(Math.sqrt),
  log: ofNumber(Math.log),
  greatest: ofNumbers((left, right) => Math.max(left, right)),
  least: ofNumbers((left, right) => Math.min(left, right)),
  round: { operandCount: [1, 2], evaluate: round },
  tonumber: toDouble,
  todouble: toDouble,
  toint: toWhole,
  tolong: toWhole,
  isnumeric: {
    operandCount: [1, 1],
    evaluate: ([value]) => (scalarText(value) === undefined ? undefined : Number(toNumber(value) !== undefined)),
  },
};
