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
