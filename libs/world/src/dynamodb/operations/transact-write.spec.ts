import { type StandaloneTable, createStandaloneTable } from '../standalone-table';

const TableName = 'runs';

describe('a transaction', () => {
  let table: StandaloneTable;

  beforeEach(() => {
    table = createStandaloneTable({ name: TableName, partitionKey: { name: 'pk', type: 'S' } });
  });

  const key = (pk: string) => ({ pk: { S: pk } });
  const put = (pk: string, more: object = {}) => ({
    Put: { TableName, Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)', ...more },
  });
  const count = (pk: string) => ({
    Update: {
      TableName,
      Key: key(pk),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
  });
  const transact = (...TransactItems: object[]) => table.execute('TransactWriteItems', { TransactItems }, 0);

  it('applies all of its actions, or none', () => {
    transact(put('a'), count('b'));
    transact(put('c'), count('b'));

    expect(() => transact(count('b'), put('c'))).toThrow(
      expect.objectContaining({ name: 'TransactionCanceledException' }),
    );
    expect(table.items()).toEqual([key('a'), { ...key('b'), n: { N: '2' } }, key('c')]);
  });

  it('is refused for another table', () => {
    expect(() => transact(put('a', { TableName: 'other' }))).toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });

  it('takes 100 actions', () => {
    transact(...Array.from({ length: 100 }, (_, i) => count(String(i))));

    expect(table.items()).toHaveLength(100);
  });
});
