import { NotModelledError } from '../errors';
import { type AttributeValue, type Item } from './attribute-values';
import { canonicalNumber } from './numbers';

/** Names and values of an item together. */
export const maxItemBytes = 400 * 1024;

/** Of documents within each other; an attribute of the item is the first. */
export const maxLevels = 32;

const longTextLength = 48;
const documentOverheadBytes = 3;
const elementOverheadBytes = 1;

/** The length of a text in UTF-8. */
export function bytesOfText(text: string): number {
  if (text.length > longTextLength) return Buffer.byteLength(text);
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) >= 0x80) return Buffer.byteLength(text);
  }
  return text.length;
}

/**
 * What a value counts for in the size of its item; also the place where every number is checked once.
 *
 * @throws {NotModelledError} A number that is not in its shortest form, or no value at all.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function bytesOfValue(value: AttributeValue | undefined): number {
  if (value === undefined) throw new NotModelledError('an attribute whose value is undefined');
  const { S, N, M, L } = value;
  if (S !== undefined) return bytesOfText(S);
  if (N !== undefined) return bytesOfNumber(N);
  if (M !== undefined) {
    let bytes = documentOverheadBytes;
    for (const name in M) bytes += elementOverheadBytes + bytesOfText(name) + bytesOfValue(M[name]);
    return bytes;
  }
  if (L !== undefined) {
    return L.reduce((sum, element) => sum + elementOverheadBytes + bytesOfValue(element), documentOverheadBytes);
  }
  return 1;
}

/** A byte for two significant digits, one more, and one for a sign. */
function bytesOfNumber(text: string): number {
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  const digitCount = text.length - start;
  let end = start;
  for (let i = start; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < zero || unit > nine) return bytesOfDecimal(text);
    if (unit !== zero) end = i + 1;
  }
  const isCanonical = text.charCodeAt(start) === zero ? text === '0' : digitCount > 0;
  if (!isCanonical || digitCount > safeDigitCount) return bytesOfDecimal(text);
  return Math.ceil((end - start) / 2) + 1 + start;
}

const safeDigitCount = 38;
const [minus, zero, nine] = [45, 48, 57];

/** @throws ValidationException for what is no number, {@link NotModelledError} for one in another form. */
function bytesOfDecimal(text: string): number {
  if (canonicalNumber(text) !== text) throw new NotModelledError(`the number ${text}, which has a shorter form`);
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

export function bytesOfItem(item: Readonly<Item>): number {
  let bytes = 0;
  for (const name in item) bytes += bytesOfText(name) + bytesOfValue(item[name]);
  return bytes;
}

/** @returns Write units of one item outside of a transaction. */
export const writeUnitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** @param bytes - Of all items of the answer together. */
export const readUnitsOf = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);
