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

/** Kilometres; the mean radius of the earth (unverified). */
const earthRadiusKm = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance along the great circle between two places, given in degrees of latitude and longitude. */
function haversine(values: readonly Value[]): Value {
  const [lat1 = NaN, lon1 = NaN, lat2 = NaN, lon2 = NaN] = values.map((value) => radians(toNumber(value) ?? NaN));
  const chord = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  // Rounding can lift the sum for places opposite to each other over 1.
  return finite(2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, chord))));
}

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
  haversine: { operandCount: [4, 4], evaluate: haversine },
};
