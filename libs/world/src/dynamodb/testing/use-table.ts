import { createDynamoDb, type DynamoDb } from '../create-dynamo-db';
import { type PageOutput } from '../operations/read-items';
import { type Item } from '../values';

const TableName = 'runs';

export const key = (pk: string, sk = 'run'): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** Gives each test a table with an index. @param replicaLagMs - Asked for every item written. */
export function useTable(replicaLagMs: () => number = () => 0) {
  let dynamoDb: DynamoDb;
  const time = { nowMs: 0 };
  beforeEach(() => {
    time.nowMs = 0;
    dynamoDb = createDynamoDb({ clock: { nowMs: () => time.nowMs }, replicaLagMs });
    dynamoDb.createTable({
      ...{ name: TableName, arn: '' },
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      indexes: [
        { name: 'by-state', partitionKey: { name: 'state', type: 'S' }, sortKey: { name: 'dueAtMs', type: 'N' } },
      ],
    });
  });
  const perform = (operation: string, input: object) => dynamoDb.perform(operation, { TableName, ...input });
  return {
    time,
    perform,
    transact: (...TransactItems: object[]) => dynamoDb.perform('TransactWriteItems', { TransactItems }),
    items: (): Item[] => {
      const items: Item[] = [];
      dynamoDb.forEachItem(TableName, (item) => items.push({ ...item }));
      return items;
    },
    put: (Item: Item, more: object = {}) => perform('PutItem', { Item, ...more }),
    get: (Key: Item, ConsistentRead = true): Item | undefined =>
      (perform('GetItem', { Key, ConsistentRead }) as { readonly Item?: Item }).Item,
    update: (UpdateExpression: string, more: object = {}, Key = key('a')) =>
      perform('UpdateItem', { Key, UpdateExpression, ...more }),
    query: (KeyConditionExpression: string, values: Item, more: object = {}): PageOutput =>
      perform('Query', {
        ...{ KeyConditionExpression, ExpressionAttributeValues: values, ConsistentRead: true, ...more },
      }) as PageOutput,
  };
}
