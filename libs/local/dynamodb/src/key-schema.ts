import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { type Item, compareTexts } from './attribute-values';
import { validationException } from './errors';
import { bytesOfText, bytesOfValue } from './sizes';

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

export const compareSortValues = (a: SortValue, b: SortValue): number =>
  typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) : Number(a) - Number(b);

/** @throws ValidationException: a key attribute is missing, empty, too long or of another type. */
export function keyOfItem({ partitionKey, sortKey }: KeySchema, item: Item): ItemKey {
  const partition = keyValue(partitionKey, item, maxPartitionKeyBytes);
  return { partition, sort: sortKey ? sortValue(sortKey, keyValue(sortKey, item, maxSortKeyBytes)) : '' };
}

/** As {@link keyOfItem}, for a `Key` or `ExclusiveStartKey`, which has no other attributes. */
export function keyOfRequest(schema: KeySchema, key: Item | undefined): ItemKey {
  let count = 0;
  for (const _name in key) count += 1;
  if (key === undefined || count !== (schema.sortKey ? 2 : 1)) throw schemaMismatch();
  return keyOfItem(schema, key);
}

/** @returns The key of an item in a sparse index; undefined when the item is not in it. Does not check the values. */
export function indexKeyOf({ partitionKey, sortKey }: KeySchema, item: Item): ItemKey | undefined {
  const partition = textOf(item[partitionKey.name]);
  const sort = sortKey ? textOf(item[sortKey.name]) : '';
  if (partition === undefined || sort === undefined) return undefined;
  return { partition, sort: sortKey ? sortValue(sortKey, sort) : '' };
}

/** @throws ValidationException: an item has an attribute that the index's key can't be. Absent ones are fine. */
export function checkIndexKey(indexName: string, { partitionKey, sortKey }: KeySchema, item: Item): void {
  checkIndexAttribute(indexName, partitionKey, item[partitionKey.name], maxPartitionKeyBytes);
  if (sortKey) checkIndexAttribute(indexName, sortKey, item[sortKey.name], maxSortKeyBytes);
}

export const sortValue = ({ type }: KeyAttribute, text: string): SortValue => (type === 'N' ? Number(text) : text);

function checkIndexAttribute(
  indexName: string,
  { name, type }: KeyAttribute,
  value: AttributeValue | undefined,
  maxBytes: number,
): void {
  if (value === undefined) return;
  const text = value[type];
  if (text === undefined) {
    throw validationException(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} ` +
        `Actual: ${Object.keys(value).join()} IndexName: ${indexName}`,
    );
  }
  if (text === '') throw emptyKey(`IndexName: ${indexName}, IndexKey: ${name}`);
  refuseLongKey(name, text, maxBytes);
}

function keyValue({ name, type }: KeyAttribute, item: Item, maxBytes: number): string {
  const value = item[name];
  if (value === undefined) throw schemaMismatch(`Missing the key ${name} in the item`);
  const text = value[type];
  if (text === undefined) throw schemaMismatch(`Type mismatch for key ${name} expected: ${type}`);
  if (text === '') throw emptyKey(`Key: ${name}`);
  refuseLongKey(name, text, maxBytes);
  if (type === 'N') bytesOfValue(value);
  return text;
}

function refuseLongKey(name: string, text: string, maxBytes: number): void {
  if (text.length * 3 <= maxBytes || bytesOfText(text) <= maxBytes) return;
  throw validationException(
    `One or more parameter values were invalid: Size of the key ${name} has exceeded the maximum size limit of ${maxBytes} bytes`,
  );
}

const textOf = (value: AttributeValue | undefined): string | undefined => value?.S ?? value?.N;

const emptyKey = (which: string): Error =>
  validationException(
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
      `string value. ${which}`,
  );

const schemaMismatch = (detail?: string): Error =>
  validationException(
    detail === undefined
      ? 'The provided key element does not match the schema'
      : `One or more parameter values were invalid: ${detail}`,
  );
