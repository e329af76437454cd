import { toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';
import { ofNumber } from './number';
import { ofText, scalarText } from './text-operands';

const hexNumber = /^([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/;
const hexBytes = /^(?:0[xX])?((?:[0-9a-fA-F]{2})*)$/;

/** A sign and the prefix `0x` may come first; beyond 2^53 the digits are those of the nearest double (unverified). */
function hexToDec(text: string): number | undefined {
  const [, sign, digits = ''] = hexNumber.exec(text) ?? [];
  const number = digits === '' ? Number.NaN : Number(`0x${digits}`);
  if (!Number.isFinite(number)) return undefined;
  return sign === '-' ? -number : number;
}

/** In lower case with the prefix `0x`, before it a sign; fractions are cut. */
function decToHex(number: number): string {
  const whole = Math.trunc(number);
  return `${whole < 0 ? '-' : ''}0x${Math.abs(whole).toString(16)}`;
}

/** One character for each byte, those above 7F read as Latin-1; the prefix `0x` may come first (unverified). */
function hexToAscii(text: string): string | undefined {
  const digits = hexBytes.exec(text)?.[1];
  return digits?.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}

/** Exact to 2^53, as all numbers are here; there is no smaller range for `toInt` (unverified). */
const toWhole = ofNumber(Math.trunc);
const toDouble = ofNumber((value) => value);

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const conversionFunctions: Readonly<Record<string, FunctionDefinition>> = {
  tonumber: toDouble,
  todouble: toDouble,
  toint: toWhole,
  tolong: toWhole,
  isnumeric: {
    operandCount: [1, 1],
    evaluate: ([value]) => (scalarText(value) === undefined ? undefined : Number(toNumber(value) !== undefined)),
  },
  hextodec: ofText(hexToDec),
  dectohex: {
    operandCount: [1, 1],
    evaluate: ([value]) => {
      const number = toNumber(value);
      return number === undefined ? undefined : decToHex(number);
    },
  },
  hextoascii: ofText(hexToAscii),
};
