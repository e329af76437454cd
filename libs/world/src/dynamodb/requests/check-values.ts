import { NotModelledError, validationException } from '../errors';
import { type AttributeValue, type Item, type ValueType, valueTypes } from '../values/attribute-values';
import { canonicalNumber } from '../values/numbers';
import { maxLevels } from '../values/sizes';

/**
 * @param attributes - As received.
 * @returns A copy with numbers in their shortest form.
 * @throws ValidationException: a value that DynamoDB does not store; {@link NotModelledError}.
 */
export function checkedItem(attributes: object, level = 1): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === '__proto__') throw new NotModelledError('attributes of the name __proto__');
    item[name] = checkedValue(value, level);
  }
  return item;
}

/** @throws As {@link checkedItem}. */
export function checkedValue(value: unknown, level = 1): AttributeValue {
  if (level > maxLevels) throw validationException('Nesting Levels have exceeded supported limits');
  const members = Object.entries(value ?? {}).filter(([, member]) => member !== null);
  const [[type, content] = ['', undefined], ...others] = members as [string, unknown][];
  if (members.length === 0 || others.length > 0) {
    throw validationException('An AttributeValue must contain exactly one of the supported datatypes');
  }
  if (['B', 'BS', 'NS', 'SS'].includes(type)) throw new NotModelledError(`values of the type ${type}`);
  const checked = isValueType(type) ? checkers[type](content, level) : undefined;
  if (checked === undefined) throw validationException(`The value of the type ${type} is wrong`);
  return { [type]: checked };
}

const isValueType = (type: string): type is ValueType => (valueTypes as readonly string[]).includes(type);

/** Each gives undefined for what is no value of its type. */
const checkers: Readonly<Record<ValueType, (value: unknown, level: number) => unknown>> = {
  S: (value) => (typeof value === 'string' ? value : undefined),
  N: (value) => (typeof value === 'string' ? canonicalNumber(value) : undefined),
  BOOL: (value) => (typeof value === 'boolean' ? value : undefined),
  NULL: (value) => (value === true ? true : undefined),
  M: (value, level) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? checkedItem(value, level + 1) : undefined,
  L: (value, level) =>
    Array.isArray(value) ? value.map((element: unknown) => checkedValue(element, level + 1)) : undefined,
};
