import { type Item } from '../values/attribute-values';
import { type StandaloneTable, createStandaloneTable } from '../standalone-table';

const TableName = 'runs';

export const key = (pk: string, sk = 'run'): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** Gives each test a table with an index. @returns The table of the test, and operations on it at the time 0. */
export function useTable() {
  let table: StandaloneTable;
  beforeEach(() => {
    table = createStandaloneTable({
      name: TableName,
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      indexes: [
        { name: 'by-state', partitionKey: { name: 'state', type: 'S' }, sortKey: { name: 'dueAtMs', type: 'N' } },
      ],
    });
  });
  const execute = (operation: string, input: object) => table.execute(operation, { TableName, ...input }, 0);
  return {
    execute,
    items: () => table.items(),
    put: (Item: Item, more: object = {}) => execute('PutItem', { Item, ...more }),
    get: (Key: Item) => execute('GetItem', { Key, ConsistentRead: true }),
    update: (UpdateExpression: string, more: object = {}, Key = key('a')) =>
      execute('UpdateItem', { Key, UpdateExpression, ...more }),
  };
}
