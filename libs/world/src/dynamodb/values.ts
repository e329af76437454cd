import { notModelled, validationException } from './errors';

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

/** The emulated types: no bytes and no sets. */
const valueTypes = ['S', 'N', 'BOOL', 'NULL', 'M', 'L'] as const;

type ValueType = (typeof valueTypes)[number];

export const typeOf = (value: AttributeValue): ValueType =>
  valueTypes.find((type) => value[type] !== undefined) ?? 'NULL';

/** @returns An attribute of an item or a map; inherited members such as `constructor` are not attributes. */
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

/** Surrogates, which encode characters beyond U+FFFF, sort after all other units. */
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
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  if (a.S !== undefined && b.S !== undefined) return compareTexts(a.S, b.S);
  return Number.NaN;
}

const numberPattern = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * @returns A number in its shortest form without an exponent.
 * @throws ValidationException: not a number, or one that JavaScript cannot represent exactly (DynamoDB has 38 digits).
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function canonicalNumber(text: string): string {
  if (!numberPattern.test(text)) {
    throw validationException(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  }
  const shortest = String(Number(text));
  if (shortest.includes('e') || digitsOf(shortest) !== digitsOf(text)) {
    throw notModelled(`the number ${text}, which JavaScript does not have exactly`);
  }
  return shortest;
}

const digitsOf = (text: string): string =>
  text
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');

/** @param sign - -1 to subtract. @throws ValidationException: the result is not a safe integer. */
export function addNumbers(a: string, b: string, sign: 1 | -1): string {
  const sum = Number(a) + sign * Number(b);
  if ([Number(a), Number(b), sum].every(Number.isSafeInteger)) return String(sum);
  throw notModelled(`the sum of ${a} and ${b}, which are no whole numbers of at most 53 bits`);
}

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
 * The size of a value in its item. Also checks every number once.
 *
 * @throws ValidationException: a number that is not in its shortest form, or no value at all.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function bytesOfValue(value: AttributeValue | undefined): number {
  if (value === undefined) throw notModelled('an attribute whose value is undefined');
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

/** One byte for two digits, plus one; zeros at the ends count, too. */
function bytesOfNumber(text: string): number {
  if (String(Number(text)) !== text) {
    throw notModelled(`the number ${text}, which has the shorter form ${canonicalNumber(text)}`);
  }
  return Math.ceil(text.length / 2) + 1;
}

export function bytesOfItem(item: Readonly<Item>): number {
  let bytes = 0;
  for (const name in item) bytes += bytesOfText(name) + bytesOfValue(item[name]);
  return bytes;
}

/** The deepest nesting of documents; an attribute of the item is level 1. */
const maxLevels = 32;

/**
 * @param attributes - As received.
 * @returns A copy with numbers in their shortest form.
 * @throws ValidationException: a value that DynamoDB does not store, or that is not emulated.
 */
export function checkedItem(attributes: object, level = 1): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(attributes)) {
    refuseLostName(name);
    item[name] = checkedValue(value, level);
  }
  return item;
}

/** Items are plain objects, which can't have such an attribute. */
export function refuseLostName(name: string): void {
  if (name === '__proto__') throw notModelled('attributes of the name __proto__');
}

/** @throws As {@link checkedItem}. */
export function checkedValue(value: unknown, level = 1): AttributeValue {
  if (level > maxLevels) throw validationException('Nesting Levels have exceeded supported limits');
  const members = Object.entries(value ?? {}).filter(([, member]) => member !== null);
  const [[type, content] = ['', undefined], ...others] = members as [string, unknown][];
  if (members.length === 0 || others.length > 0) {
    throw validationException('An AttributeValue must contain exactly one of the supported datatypes');
  }
  if (['B', 'BS', 'NS', 'SS'].includes(type)) throw notModelled(`values of the type ${type}`);
  const checked = checkedContent(type, content, level);
  if (checked === undefined) throw validationException(`The value of the type ${type} is wrong`);
  return { [type]: checked };
}

/** @returns undefined if it is not a value of the type. */
function checkedContent(type: string, value: unknown, level: number): unknown {
  switch (type) {
    case 'S':
      return typeof value === 'string' ? value : undefined;
    case 'N':
      return typeof value === 'string' ? canonicalNumber(value) : undefined;
    case 'BOOL':
      return typeof value === 'boolean' ? value : undefined;
    case 'NULL':
      return value === true ? true : undefined;
    case 'M':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      return checkedItem(value, level + 1);
    case 'L':
      if (!Array.isArray(value)) return undefined;
      return value.map((element: unknown) => checkedValue(element, level + 1));
    default:
      return undefined;
  }
}
