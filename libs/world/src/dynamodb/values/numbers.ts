import { validationException } from '../errors';

const maxDigits = 38;
/** Of the first digit: 9.99...E+125 and 1E-130. */
const maxMagnitude = 125;
const minMagnitude = -130;

/** `digits` times ten to the power of `exponent`; no digits: zero. */
interface Decimal {
  readonly isNegative: boolean;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

const numberPattern = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/**
 * @returns A number in its shortest form without an exponent.
 * @throws ValidationException: no number, too many digits, too large or too small.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function canonicalNumber(text: string): string {
  const { isNegative, digits, exponent } = parse(text);
  if (digits === '') return '0';
  const magnitude = digits.length - 1 + exponent;
  if (magnitude > maxMagnitude) throw outOfRange('overflow', 'larger');
  if (magnitude < minMagnitude) throw outOfRange('underflow', 'smaller');
  if (digits.length > maxDigits) {
    throw validationException('Attempting to store more than 38 significant digits in a Number');
  }
  return (isNegative ? '-' : '') + plainForm(digits, exponent);
}

/** @param sign - -1 to subtract. @throws ValidationException: the result is none that DynamoDB can store. */
export function addNumbers(a: string, b: string, sign: 1 | -1): string {
  const quick = Number(a) + sign * Number(b);
  if (Number.isSafeInteger(quick) && isSafeInteger(a) && isSafeInteger(b)) return String(quick);
  const [left, right] = [parse(a), parse(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  return canonicalNumber(`${scaled(left, exponent) + BigInt(sign) * scaled(right, exponent)}e${exponent}`);
}

/** @param a - In the form of {@link canonicalNumber}, as `b`. */
export function compareNumbers(a: string, b: string): number {
  // Rounding keeps the order of numbers, but makes some of them equal.
  const difference = Number(a) - Number(b);
  if (difference !== 0 || a === b) return difference;
  return orderedText(a) < orderedText(b) ? -1 : 1;
}

/** @returns What sorts as the number does among others of the same kind, and among safe integers as {@link orderedText}. */
export const sortableNumber = (text: string): string | number =>
  isSafeInteger(text) ? Number(text) : orderedText(text);

/** @returns A text that sorts, by its units, as the number does: sign, exponent, digits; a negative one turned over. */
export function orderedText(text: string): string {
  const { isNegative, digits, exponent } = parse(text);
  if (digits === '') return '1';
  const magnitude = digits.length - 1 + exponent - minMagnitude;
  if (!isNegative) return `2${String(magnitude).padStart(3, '0')}${digits}`;
  const turned = [...digits].map((digit) => 9 - Number(digit)).join('');
  return `0${String(999 - magnitude).padStart(3, '0')}${turned}~`;
}

/** Fewer digits than the largest safe integer has are enough. */
const isSafeInteger = (text: string): boolean => text.length < 16 && !text.includes('.');

function parse(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', power = '0'] = numberPattern.exec(text) ?? [];
  if (whole + fraction === '') {
    throw validationException(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  }
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return {
    isNegative: sign === '-',
    digits,
    exponent: Number(power) - fraction.length + all.length - digits.length,
  };
}

const scaled = ({ isNegative, digits, exponent }: Decimal, to: number): bigint =>
  BigInt(`${isNegative ? '-' : ''}${digits === '' ? '0' : digits + '0'.repeat(exponent - to)}`);

function plainForm(digits: string, exponent: number): string {
  if (exponent >= 0) return digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  return point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : `0.${'0'.repeat(-point)}${digits}`;
}

const outOfRange = (what: string, than: string): Error =>
  validationException(`Number ${what}. Attempting to store a number with magnitude ${than} than supported range`);
