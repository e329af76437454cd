import { validationException } from '../errors';
import { type Item, attributeOf, bytesOfText, bytesOfValue, compareTexts, typeOf } from '../values';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface KeySchema {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}

/** A sort key's value as it sorts; the empty text where there is no sort key. */
export type SortValue = string | number;

export interface ItemKey {
  /** Text or digits of the partition key. */
  readonly partition: string;
  readonly sort: SortValue;
}

const maxPartitionKeyBytes = 2048;
const maxSortKeyBytes = 1024;

/** Of one sort key: both are texts, or both are numbers. */
export const compareSortValues = (a: SortValue, b: SortValue): number =>
  typeof a === 'string' || typeof b === 'string' ? compareTexts(String(a), String(b)) : a - b;

/** @throws ValidationException: a key attribute is missing, empty, too long or of another type. */
export function keyOfItem({ partitionKey, sortKey }: KeySchema, item: Readonly<Item>): ItemKey {
  const partition = keyText(partitionKey, item);
  refuseLongKey(partitionKey, partition, true);
  if (!sortKey) return { partition, sort: '' };
  const sort = keyText(sortKey, item);
  refuseLongKey(sortKey, sort, false);
  return { partition, sort: sortValue(sortKey, sort) };
}

/**
 * As {@link keyOfItem}, for a `Key` or `ExclusiveStartKey`, which has no other attributes.
 *
 * @throws ValidationException
 */
export function keyOfRequest(schema: KeySchema, key: Readonly<Item> | undefined): ItemKey {
  const { partitionKey, sortKey } = schema;
  let count = 0;
  for (const _name in key) count += 1;
  const isMatching =
    key !== undefined &&
    count === (sortKey ? 2 : 1) &&
    attributeOf(key, partitionKey.name)?.[partitionKey.type] !== undefined &&
    (!sortKey || attributeOf(key, sortKey.name)?.[sortKey.type] !== undefined);
  if (!isMatching) throw validationException('The provided key element does not match the schema');
  return keyOfItem(schema, key);
}

/** @returns The key of an item in a sparse index; undefined when the item is not in it. Does not check the values. */
export function indexKeyOf({ partitionKey, sortKey }: KeySchema, item: Readonly<Item>): ItemKey | undefined {
  const partition = attributeOf(item, partitionKey.name)?.[partitionKey.type];
  if (partition === undefined) return undefined;
  if (!sortKey) return { partition, sort: '' };
  const sort = attributeOf(item, sortKey.name)?.[sortKey.type];
  return sort === undefined ? undefined : { partition, sort: sortValue(sortKey, sort) };
}

/** @throws ValidationException: an item has an attribute that the index's key can't be. Absent ones are fine. */
export function checkIndexKey(indexName: string, { partitionKey, sortKey }: KeySchema, item: Readonly<Item>): void {
  checkIndexAttribute(indexName, partitionKey, item, true);
  if (sortKey) checkIndexAttribute(indexName, sortKey, item, false);
}

export const sortValue = ({ type }: KeyAttribute, text: string): SortValue => (type === 'S' ? text : Number(text));

function checkIndexAttribute(
  indexName: string,
  key: KeyAttribute,
  item: Readonly<Item>,
  isPartitionKey: boolean,
): void {
  const value = attributeOf(item, key.name);
  if (value === undefined) return;
  const text = value[key.type];
  if (text === undefined) {
    throw validationException(
      `One or more parameter values were invalid: Type mismatch for Index Key ${key.name} Expected: ${key.type} ` +
        `Actual: ${typeOf(value)} IndexName: ${indexName}`,
    );
  }
  if (text === '') {
    throw validationException(`One or more parameter values are not valid. ${emptyValue} IndexName: ${indexName}`);
  }
  refuseLongKey(key, text, isPartitionKey);
}

function keyText({ name, type }: KeyAttribute, item: Readonly<Item>): string {
  const value = attributeOf(item, name);
  if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`);
  const text = value[type];
  if (text === undefined) {
    throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
  }
  if (text === '') {
    throw validationException(`One or more parameter values are not valid. ${emptyValue} Key: ${name}`);
  }
  if (type === 'N') bytesOfValue(value);
  return text;
}

function refuseLongKey({ type }: KeyAttribute, text: string, isPartitionKey: boolean): void {
  const maxBytes = isPartitionKey ? maxPartitionKeyBytes : maxSortKeyBytes;
  if (type === 'N' || text.length * 3 <= maxBytes) return;
  const bytes = bytesOfText(text);
  if (bytes <= maxBytes) return;
  throw invalidParameter(
    isPartitionKey
      ? `Size of hashkey has exceeded the maximum size limit of${maxBytes} bytes`
      : `Aggregated size of all range keys has exceeded the size limit of ${maxBytes} bytes`,
  );
}

const emptyValue = 'The AttributeValue for a key attribute cannot contain an empty string value.';

const invalidParameter = (detail: string): Error =>
  validationException(`One or more parameter values were invalid: ${detail}`);
