import { compareNumbers } from './numbers';

/** As on the wire. A number has its shortest form without an exponent, so equal numbers have equal texts. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly M?: Readonly<Record<string, AttributeValue>>;
  readonly L?: readonly AttributeValue[];
}

/** Its values are never changed once they are in an item; copies of items may share them. */
export type Item = Record<string, AttributeValue>;

/** Those that are emulated: no bytes and no sets. */
export const valueTypes = ['S', 'N', 'BOOL', 'NULL', 'M', 'L'] as const;

export type ValueType = (typeof valueTypes)[number];

export const typeOf = (value: AttributeValue): ValueType =>
  valueTypes.find((type) => value[type] !== undefined) ?? 'NULL';

/** @returns An attribute of an item or a map; what every object inherits, for example `constructor`, is none. */
export function attributeOf(attributes: Readonly<Item>, name: string): AttributeValue | undefined {
  const value: unknown = attributes[name];
  return typeof value === 'object' ? (value as AttributeValue | undefined) : undefined;
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

/** Equality as `=` has it: an absent attribute equals nothing. */
export function isEqual(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  switch (type) {
    case 'L':
      return a.L!.length === b.L!.length && a.L!.every((element, index) => isEqual(element, b.L![index]));
    case 'M':
      return (
        Object.keys(a.M!).length === Object.keys(b.M!).length &&
        Object.entries(a.M!).every(([name, value]) => isEqual(value, attributeOf(b.M!, name)))
      );
    default:
      return a.S === b.S && a.N === b.N && a.BOOL === b.BOOL && a.NULL === b.NULL;
  }
}

/** @returns Below, at or above zero; NaN, which is neither, where the values have no order. */
export function compareValues(a: AttributeValue | undefined, b: AttributeValue | undefined): number {
  if (a === undefined || b === undefined) return Number.NaN;
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return compareTexts(a.S, b.S);
  return Number.NaN;
}
