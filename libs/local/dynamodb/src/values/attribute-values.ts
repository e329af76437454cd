import { type AttributeValue, type Item } from './item';
import { compareNumbers } from './numbers';

export { type AttributeValue, type Item };

export const valueTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'M', 'L'] as const;

export type ValueType = (typeof valueTypes)[number];

export type SetType = 'SS' | 'NS' | 'BS';

export function typeOf(value: AttributeValue): ValueType {
  if (value.S !== undefined) return 'S';
  if (value.N !== undefined) return 'N';
  if (value.BOOL !== undefined) return 'BOOL';
  if (value.NULL !== undefined) return 'NULL';
  if (value.M !== undefined) return 'M';
  if (value.L !== undefined) return 'L';
  if (value.B !== undefined) return 'B';
  return setTypeOf(value) ?? 'NULL';
}

/** @returns undefined for a value that is no set. */
export function setTypeOf({ SS, NS, BS }: AttributeValue): SetType | undefined {
  if (SS) return 'SS';
  if (NS) return 'NS';
  return BS && 'BS';
}

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

/** @returns Bytes as a text with one character for each, which sorts as they do. */
export const bytesOfBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');

/** Equality as `=` has it: an absent attribute equals nothing, sets have no order. */
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
    case 'SS':
    case 'NS':
    case 'BS': {
      const elements = new Set(b[type]);
      return a[type]!.length === elements.size && a[type]!.every((element) => elements.has(element));
    }
    default:
      return a.S === b.S && a.N === b.N && a.B === b.B && a.BOOL === b.BOOL && a.NULL === b.NULL;
  }
}

/** @returns Below, at or above zero; NaN, which is neither, where the values have no order. */
export function compareValues(a: AttributeValue | undefined, b: AttributeValue | undefined): number {
  if (a === undefined || b === undefined) return Number.NaN;
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return compareTexts(a.S, b.S);
  if (a.B !== undefined && b.B !== undefined) return compareTexts(bytesOfBase64(a.B), bytesOfBase64(b.B));
  return Number.NaN;
}
