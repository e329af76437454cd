import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { NotModelledError } from './errors';

/** Its values are never changed once they are in an item; copies of items may share them. */
export type Item = Record<string, AttributeValue>;

export type ValueType = 'S' | 'N' | 'BOOL' | 'NULL' | 'M' | 'L';

/** @throws {NotModelledError} Binary data and sets. */
export function typeOf(value: AttributeValue): ValueType {
  if (value.S !== undefined) return 'S';
  if (value.N !== undefined) return 'N';
  if (value.BOOL !== undefined) return 'BOOL';
  if (value.NULL !== undefined) return 'NULL';
  if (value.M !== undefined) return 'M';
  if (value.L !== undefined) return 'L';
  throw new NotModelledError(`the attribute value ${JSON.stringify(value)}`);
}

/**
 * Orders texts as DynamoDB does, by the bytes of their UTF-8 form.
 *
 * JavaScript compares UTF-16 units, which puts U+FFFD behind an emoji.
 */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA !== unitB) return rankOf(unitA) - rankOf(unitB);
  }
  return a.length - b.length;
}

/** Surrogates, which stand for what lies beyond U+FFFF, come behind all other units. */
const rankOf = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit);

/** Equality as `=` has it; an absent attribute equals nothing. @throws {NotModelledError} Maps and lists. */
export function isEqual(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) {
    if (a === b) throw new NotModelledError('the comparison of two attributes that are both absent');
    return false;
  }
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === 'M' || type === 'L') throw new NotModelledError('the comparison of maps and lists');
  return a.S === b.S && a.N === b.N && a.BOOL === b.BOOL && a.NULL === b.NULL;
}

/** @returns Below, at or above zero; NaN, which is neither, where the values have no order. */
export function compareValues(a: AttributeValue | undefined, b: AttributeValue | undefined): number {
  if (a === undefined || b === undefined) {
    if (a === b) throw new NotModelledError('the comparison of two attributes that are both absent');
    return Number.NaN;
  }
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  if (a.S !== undefined && b.S !== undefined) return compareTexts(a.S, b.S);
  return Number.NaN;
}
