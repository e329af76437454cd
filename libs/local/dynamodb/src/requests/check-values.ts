import { DynamoDbError, NotModelledError } from '../errors';
import { type AttributeValue, type Item, type ValueType, valueTypes } from '../values/attribute-values';
import { canonicalNumber } from '../values/numbers';
import { maxLevels } from '../values/sizes';
import { serializationException, typeNameOf } from './serialization';

const maxNameBytes = 65_535;

/** What is wrong with a value; the caller says what it was found in. */
export class ValueProblem extends Error {
  override readonly name = 'ValueProblem';
  /** Whether it is a limit of attributes, which other texts tell. */
  readonly isLimit: boolean;

  constructor(message: string, isLimit = false) {
    super(message);
    this.isLimit = isLimit;
  }
}

/**
 * @param attributes - As received.
 * @returns A copy with numbers in their shortest form.
 * @throws {ValueProblem} A value that DynamoDB does not store; SerializationException, {@link NotModelledError}.
 */
export function checkedItem(attributes: unknown, level = 1): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(asObject(attributes))) {
    checkAttributeName(name);
    item[name] = checkedValue(value, level);
  }
  return item;
}

/** @throws {ValueProblem} It is too long, {@link NotModelledError} for one that a plain object can't have. */
export function checkAttributeName(name: string): void {
  if (name === '__proto__') throw new NotModelledError('attributes of the name __proto__');
  if (Buffer.byteLength(name) <= maxNameBytes) return;
  throw new ValueProblem(`Attribute name is too large, must be less than ${maxNameBytes + 1} bytes`, true);
}

const emptyValue = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const invalid = 'One or more parameter values were invalid:';
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

export function checkedValue(value: unknown, level = 1): AttributeValue {
  if (level > maxLevels) throw new ValueProblem(tooDeep, true);
  if (value === null) throw new ValueProblem(emptyValue);
  const members = asObject(value);
  const types = valueTypes.filter((type) => (members[type] ?? null) !== null);
  const [type] = types;
  if (type === undefined) throw new ValueProblem(emptyValue);
  if (types.length > 1) {
    throw new ValueProblem(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return { [type]: checkers[type](members[type], level) };
}

const checkers: Readonly<Record<ValueType, (value: unknown, level: number) => unknown>> = {
  S: asText,
  N: (value) => checkedNumber(asText(value)),
  B: asBase64,
  BOOL: asBoolean,
  NULL: (value) => {
    if (asBoolean(value)) return true;
    throw new ValueProblem(`${invalid} Null attribute value types must have the value of true`);
  },
  SS: (value) => checkedSet(asList(value).map(asText), 'An string set  may not be empty'),
  NS: (value) =>
    checkedSet(
      asList(value).map((number) => checkedNumber(asText(number))),
      'An number set  may not be empty',
    ),
  BS: (value) => checkedSet(asList(value).map(asBase64), 'Binary sets should not be empty'),
  M: (value, level) => checkedItem(value, level + 1),
  L: (value, level) => asList(value).map((element) => checkedValue(element, level + 1)),
};

function checkedNumber(text: string): string {
  try {
    return canonicalNumber(text);
  } catch (error) {
    throw error instanceof DynamoDbError ? new ValueProblem(error.message) : error;
  }
}

function checkedSet(elements: readonly string[], whenEmpty: string): readonly string[] {
  if (elements.length === 0) throw new ValueProblem(`${invalid} ${whenEmpty}`);
  if (new Set(elements).size === elements.length) return elements;
  throw new ValueProblem(`${invalid} Input collection [${elements.join(', ')}] contains duplicates.`);
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw serializationException(
    Array.isArray(value) ? 'Unrecognized collection type' : 'Unexpected value type in payload',
  );
}

export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw serializationException(
    typeof value === 'object' ? 'Start of structure or map found where not expected' : 'Unexpected field type',
  );
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw serializationException(`${typeNameOf(value)} cannot be converted to String`);
}

export function asBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw serializationException(`${typeNameOf(value)} cannot be converted to Boolean`);
}

function asBase64(value: unknown): string {
  const text = asText(value);
  if (Buffer.from(text, 'base64').toString('base64') === text) return text;
  throw serializationException('only base-64-encoded strings are convertible to bytes');
}
