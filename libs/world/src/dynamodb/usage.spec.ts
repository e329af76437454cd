import { createStandaloneTable } from './standalone-table';

const TableName = 'runs';

describe('the usage of a table', () => {
  const start = () => {
    const table = createStandaloneTable({
      name: TableName,
      partitionKey: { name: 'pk', type: 'S' },
      indexes: [{ name: 'by-state', partitionKey: { name: 'sweepState', type: 'S' } }],
    });
    const put = (bytes: number, more: object = {}) =>
      table.execute('PutItem', { TableName, Item: itemOf(bytes), ...more }, 0);
    return { table, put };
  };
  /** `pk`, `a`, `x` and the text: 4 bytes and the rest. */
  const itemOf = (bytes: number) => ({ pk: { S: 'a' }, x: { S: 'é'.repeat((bytes - 4) / 2) } });
  const Key = { pk: { S: 'a' } };

  it('counts a write unit for each 1,024 bytes of UTF-8 in names and values', () => {
    const { table, put } = start();

    put(1024);
    expect(table.usage.PutItem).toEqual({ calls: 1, refusedCalls: 0, readUnits: 0, writeUnits: 1 });
    put(1026);
    expect(table.usage.PutItem.writeUnits).toBe(1 + 2);
  });

  it('counts the larger of what was and what becomes', () => {
    const { table, put } = start();
    put(3000);

    put(100);
    table.execute('UpdateItem', { TableName, Key, UpdateExpression: 'REMOVE x' }, 0);

    expect(table.usage.PutItem.writeUnits).toBe(3 + 3);
    expect(table.usage.UpdateItem.writeUnits).toBe(1);
  });

  it('counts refused writes by what is in the way', () => {
    const { table, put } = start();
    put(3000);

    expect(() => put(100, { ConditionExpression: 'attribute_not_exists(pk)' })).toThrow();

    expect(table.usage.PutItem).toEqual({ calls: 2, refusedCalls: 1, readUnits: 0, writeUnits: 3 + 3 });
  });

  it('counts items in transactions twice, refused or not', () => {
    const { table } = start();
    const TransactItems = [
      { Put: { TableName, Item: itemOf(1500), ConditionExpression: 'attribute_not_exists(pk)' } },
      { Put: { TableName, Item: { pk: { S: 'b' } } } },
    ];

    table.execute('TransactWriteItems', { TransactItems }, 0);
    expect(table.usage.TransactWriteItems).toMatchObject({ calls: 1, writeUnits: 2 * (2 + 1) });
    expect(() => table.execute('TransactWriteItems', { TransactItems }, 0)).toThrow();
    expect(table.usage.TransactWriteItems).toMatchObject({ calls: 2, refusedCalls: 1, writeUnits: 6 + 6 });
  });

  it('counts what the index costs when its key appears, moves and disappears', () => {
    const { table } = start();
    const unitsOf = (state: string | undefined) => {
      const before = table.usage.PutItem.writeUnits;
      const Item = { ...Key, ...(state === undefined ? {} : { sweepState: { S: state } }) };
      table.execute('PutItem', { TableName, Item }, 0);
      return table.usage.PutItem.writeUnits - before;
    };

    expect([undefined, 'open', 'open', 'closed', undefined].map(unitsOf)).toEqual([1, 2, 1, 3, 2]);
  });

  it('counts a read unit for each 4,096 bytes, and half of it for a read from a replica', () => {
    const { table, put } = start();
    put(4098);
    const get = (ConsistentRead: boolean) => table.execute('GetItem', { TableName, Key, ConsistentRead }, 0);
    const query = { TableName, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'a' } } };

    get(true);
    expect(table.usage.GetItem.readUnits).toBe(2);
    get(false);
    expect(table.usage.GetItem.readUnits).toBe(2 + 1);
    table.execute('GetItem', { TableName, Key: { pk: { S: 'gone' } }, ConsistentRead: true }, 0);
    expect(table.usage.GetItem.readUnits).toBe(3 + 1);
    table.execute('Query', query, 0);
    expect(table.usage.Query).toEqual({ calls: 1, refusedCalls: 0, readUnits: 1, writeUnits: 0 });
  });

  it('keeps the size of an item right through updates', () => {
    const { table } = start();
    const update = (UpdateExpression: string, values?: object) =>
      table.execute(
        'UpdateItem',
        { TableName, Key, UpdateExpression, ...(values ? { ExpressionAttributeValues: values } : {}) },
        0,
      );

    // pk and its value 3, x and its value 1,021: one more byte would be another unit.
    update('SET x = :x', { ':x': { S: 'x'.repeat(1020) } });
    update('SET x = x');
    update('SET y = :y', { ':y': { S: '' } });
    const exact = table.usage.UpdateItem.writeUnits;
    update('REMOVE y SET z = if_not_exists(z, :n)', { ':n': { N: '100' } });

    expect([exact, table.usage.UpdateItem.writeUnits - exact]).toEqual([1 + 1 + 2, 2]);
    table.execute('PutItem', { TableName, Item: { ...Key, x: { S: 'x'.repeat(1018) }, z: { N: '100' } } }, 0);
    expect(table.usage.PutItem.writeUnits).toBe(2);
  });
});
