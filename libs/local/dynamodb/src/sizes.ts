import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { type Item, typeOf } from './attribute-values';
import { NotModelledError, validationException } from './errors';

/** Names and values of an item together. */
export const maxItemBytes = 400 * 1024;

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
 * What a value counts for in the size of its item; also the place where every value is checked once.
 *
 * @throws {NotModelledError} A type or a number that the model leaves out.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function bytesOfValue(value: AttributeValue | undefined): number {
  if (value === undefined) throw new NotModelledError('an attribute whose value is undefined');
  if (value.S !== undefined) return bytesOfText(value.S);
  if (value.N !== undefined) return bytesOfNumber(value.N);
  if (value.M !== undefined) {
    let bytes = documentOverheadBytes;
    for (const name in value.M) bytes += elementOverheadBytes + bytesOfText(name) + bytesOfValue(value.M[name]);
    return bytes;
  }
  if (value.L !== undefined) {
    return value.L.reduce(
      (bytes, element) => bytes + elementOverheadBytes + bytesOfValue(element),
      documentOverheadBytes,
    );
  }
  typeOf(value);
  return 1;
}

/** A byte for two significant digits, one more, and one for a sign. Only safe integers as JavaScript writes them. */
function bytesOfNumber(text: string): number {
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  const digitCount = text.length - start;
  let end = start;
  for (let i = start; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < zero || unit > nine) throw refusalOfNumber(text);
    if (unit !== zero) end = i + 1;
  }
  const isCanonical = text.charCodeAt(start) === zero ? text === '0' : digitCount > 0;
  const isSafe = digitCount < 16 || Number.isSafeInteger(Number(text));
  if (!isCanonical || !isSafe) throw refusalOfNumber(text);
  return Math.ceil((end - start) / 2) + 1 + start;
}

const [minus, zero, nine] = [45, 48, 57];

const refusalOfNumber = (text: string): Error =>
  text === '' || Number.isNaN(Number(text))
    ? validationException(`The parameter cannot be converted to a numeric value: ${text}`)
    : new NotModelledError(`the number ${text}: only safe integers in their shortest form are`);

export function bytesOfItem(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += bytesOfText(name) + bytesOfValue(item[name]);
  return bytes;
}

/** @returns Write units of one item outside of a transaction. */
export const writeUnitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** @param bytes - Of all items of the answer together. */
export const readUnitsOf = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);
