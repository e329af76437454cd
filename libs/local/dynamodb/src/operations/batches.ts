import { validationException } from '../errors';
import { type ItemKey } from '../items/key-schema';
import { type BatchGetRequest, type BatchKeys, type BatchWriteRequest } from '../requests/requests';
import { type Item } from '../values/attribute-values';
import { bytesOfItem } from '../values/sizes';
import { prepareDelete, preparePut } from './prepare-write';
import { prepareRead } from './read-item';
import { type TransactWriteOptions } from './transact-write';
import { writeItem } from './write-item';

const maxKeys = 100;
const maxWrites = 25;

/** Of all items of an answer; keys of the others are given back unprocessed. */
const maxResponseBytes = 16 * 1024 * 1024;

/**
 * @throws ValidationException, ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function batchGet({ RequestItems }: BatchGetRequest, { tableOf, nowMs }: TransactWriteOptions): object {
  if (Object.values(RequestItems).flatMap(({ Keys }) => Keys).length > maxKeys) {
    throw validationException('Too many items requested for the BatchGetItem call');
  }
  const reads = Object.entries(RequestItems).map(([TableName, { Keys, ...rest }]) => {
    const table = tableOf(TableName);
    const prepared = Keys.map((Key) => ({ Key, ...prepareRead({ ...rest, TableName, Key }, table) }));
    refuseDuplicates(prepared);
    return { TableName, rest, prepared };
  });
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, BatchKeys> = {};
  let bytes = 0;
  for (const { TableName, rest, prepared } of reads) {
    const items = (Responses[TableName] = [] as Item[]);
    const unread: Item[] = [];
    for (const { Key, read } of prepared) {
      const { Item } = read(nowMs).output;
      bytes += Item ? bytesOfItem(Item) : 0;
      if (bytes > maxResponseBytes) unread.push(Key);
      else if (Item) items.push(Item);
    }
    if (unread.length > 0) UnprocessedKeys[TableName] = { ...rest, Keys: unread };
  }
  return { Responses, UnprocessedKeys };
}

/**
 * Refuses all writes or makes all of them.
 *
 * @throws ValidationException, ResourceNotFoundException.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function batchWrite({ RequestItems }: BatchWriteRequest, { tableOf, nowMs }: TransactWriteOptions): object {
  if (Object.values(RequestItems).flat().length > maxWrites) {
    throw validationException('Too many items requested for the BatchWriteItem call');
  }
  const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) => {
    const table = tableOf(TableName);
    const prepared = requests.map(({ PutRequest, DeleteRequest }) => {
      if (PutRequest && !DeleteRequest) return { table, write: preparePut({ TableName, ...PutRequest }, table) };
      if (DeleteRequest && !PutRequest)
        return { table, write: prepareDelete({ TableName, ...DeleteRequest }, table, true) };
      throw validationException(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    });
    refuseDuplicates(prepared.map(({ write }) => write));
    return prepared;
  });
  for (const { table, write } of writes) writeItem(write, { ...table, nowMs }, table.usage.PutItem);
  return { UnprocessedItems: {} };
}

function refuseDuplicates(members: readonly { readonly key: ItemKey }[]): void {
  const ids = new Set(members.map(({ key }) => JSON.stringify([key.partition, key.sort])));
  if (ids.size < members.length) throw validationException('Provided list of item keys contains duplicates');
}
