import { createStandaloneTable } from '../standalone-table';

const TableName = 'runs';

describe('a transaction', () => {
  const key = (pk: string) => ({ pk: { S: pk } });
  const put = (pk: string, more: object = {}) => ({
    Put: { TableName, Item: { ...key(pk), by: { S: 'put' } }, ...more },
  });
  const count = (pk: string, more: object = {}) => ({
    Update: {
      TableName,
      Key: key(pk),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ...more,
    },
  });
  const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };

  const start = () => {
    const table = createStandaloneTable({ name: TableName, partitionKey: { name: 'pk', type: 'S' } });
    const transact = (...TransactItems: object[]) => table.execute('TransactWriteItems', { TransactItems }, 0);
    const errorOf = (...items: object[]): unknown => {
      const before = table.items();
      try {
        transact(...items);
      } catch (error) {
        expect(table.items()).toEqual(before);
        return error;
      }
      throw new Error('It did not throw.');
    };
    return { table, transact, errorOf };
  };

  it('applies all of its actions', () => {
    const { table, transact } = start();

    transact(put('a', onlyNew), count('b'));
    transact(put('c', onlyNew), count('b'));

    expect(table.items()).toEqual([
      { ...key('a'), by: { S: 'put' } },
      { ...key('b'), n: { N: '2' } },
      { ...key('c'), by: { S: 'put' } },
    ]);
  });

  it('applies none if a condition is not met, and says which in the order of its actions', () => {
    const { transact, errorOf } = start();
    transact(put('a'));

    const error = errorOf(
      count('b'),
      put('a', { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      put('c', { ConditionExpression: 'attribute_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    );

    expect(error).toMatchObject({ name: 'TransactionCanceledException' });
    expect(error).toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
        '[None, ConditionalCheckFailed, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...key('a'), by: { S: 'put' } },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
  });

  it('gives a reason for an item that can not become what an update wants', () => {
    const { transact, errorOf } = start();
    transact(put('a'));

    const error = errorOf(
      count('b'),
      count('a', { UpdateExpression: 'ADD #by :one', ExpressionAttributeNames: { '#by': 'by' } }),
    );

    expect(error).toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: expect.stringContaining('data type') },
      ],
    });
  });

  it.each<[string, string, object[]]>([
    ['two actions on one item', 'multiple operations on one item', [put('a'), count('b'), count('a')]],
    ['no action', 'greater than or equal to 1', []],
    ['101 actions', 'less than or equal to 100', Array.from({ length: 101 }, (_, i) => put(String(i)))],
    ['an action that is two', 'one of', [{ ...put('a'), ...count('b') }]],
    ['a wrong expression', 'Syntax error', [put('b'), count('a', { UpdateExpression: 'ADD n' })]],
    [
      'more than 4 MB',
      '4 MB',
      Array.from({ length: 11 }, (_, i) => ({
        Put: { TableName, Item: { ...key(String(i)), x: { S: 'x'.repeat(400_000) } } },
      })),
    ],
  ])('is refused with %s', (_what, message, items) => {
    const error = start().errorOf(...items);

    expect(error).toMatchObject({ name: 'ValidationException' });
    expect(String(error)).toContain(message);
  });

  it('is refused for another table', () => {
    const { errorOf } = start();

    expect(errorOf(put('a', { TableName: 'other' }))).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('takes 100 actions', () => {
    const { table, transact } = start();

    transact(...Array.from({ length: 100 }, (_, i) => count(String(i))));

    expect(table.items()).toHaveLength(100);
  });
});
