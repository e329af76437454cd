/** Decimals of a number of magnitude 1 or more. */
const maxDecimals = 4;
/** Significant digits of a number of a smaller magnitude. */
const maxSignificantDigits = 4;

/**
 * Writes a computed number as Logs Insights does: never with an exponent, at most four decimals from 1 upwards, four
 * significant digits below, halves rounded away from zero.
 *
 * Rounds the shortest decimal form, not the binary value: `toFixed` answers 1.0049 for 1.00495.
 *
 * @param value - Finite.
 * @example
 * formatNumber(1234.56789); // '1234.5679'
 * formatNumber(0.00012345678); // '0.0001235'
 */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(exponentText);
  const digits = mantissa.replace('.', '');
  const kept = exponent >= 0 ? exponent + 1 + maxDecimals : maxSignificantDigits;
  const rounded = roundDigits(digits, kept);
  const text = placePoint(rounded.digits, exponent + rounded.carry);
  return value < 0 ? `-${text}` : text;
}

function roundDigits(digits: string, kept: number): { digits: string; carry: number } {
  if (digits.length <= kept) return { digits, carry: 0 };
  const head = digits.slice(0, kept);
  if ((digits[kept] ?? '0') < '5') return { digits: head, carry: 0 };
  const raised = String(BigInt(head) + 1n);
  return { digits: raised, carry: raised.length - head.length };
}

function placePoint(digits: string, exponent: number): string {
  if (exponent < 0) return cutZeros(`0.${'0'.repeat(-exponent - 1)}${digits}`);
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return cutZeros(`${whole}.${digits.slice(exponent + 1)}`);
}

const cutZeros = (decimal: string): string => decimal.replace(/0+$/, '').replace(/\.$/, '');

/** The largest distance from the epoch that a date can have, ms. */
const maxEpochMs = 8.64e15;

/**
 * Writes an instant as Logs Insights does: `2026-11-25 12:30:00.000`, UTC without a mark.
 *
 * @param epochMs - Fractions of a millisecond are cut.
 * @returns undefined outside the range of dates.
 */
export function formatInstant(epochMs: number): string | undefined {
  if (!(Math.abs(epochMs) <= maxEpochMs)) return undefined;
  return new Date(Math.floor(epochMs)).toISOString().replace('T', ' ').replace('Z', '');
}
