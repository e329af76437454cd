import { QueryCommand, type QueryCommandInput, ScanCommand } from '@aws-sdk/client-dynamodb';

import { rejectionOf } from '../testing/start-test-cloud';
import { startSharedTableTarget } from './testing/start-shared-table-target';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB conditional writes by their API (${reference})`, () => {
  const table = startSharedTableTarget();
  const { key, put, get, update, remove } = table;

  it('put an item once (API_PutItem)', async () => {
    const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    await put({ ...key('a'), n: { N: '1' } }, onlyNew);

    const error = await rejectionOf(put({ ...key('a'), n: { N: '2' } }, onlyNew));

    expect(error).toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      $metadata: { httpStatusCode: 400 },
    });
    expect(error).not.toHaveProperty('Item.pk');
    expect(await get('a')).toEqual({ ...key('a'), n: { N: '1' } });
  });

  it('take a condition of many levels as it takes a flat one (API_PutItem)', async () => {
    const levels = 40;
    const nested = `${'attribute_not_exists(n) AND ('.repeat(levels)}attribute_exists(n)${')'.repeat(levels)}`;

    const error = await rejectionOf(put(key('a'), { ConditionExpression: nested }));

    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('take expressions of 4 KB and no longer ones (Constraints.html)', async () => {
    const ofSize = (bytes: number) => `attribute_not_exists(pk)${' '.repeat(bytes - 24)}`;
    await put(key('a'), { ConditionExpression: ofSize(4096) });

    const error = await rejectionOf(put(key('b'), { ConditionExpression: ofSize(4097) }));

    expect(error).toMatchObject({
      name: 'ValidationException',
      message:
        'Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
    });
  });

  it('let exactly one of many concurrent claims win (API_PutItem)', async () => {
    const claims = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        put({ ...key('claim'), by: { N: String(n) } }, { ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    );

    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['PutItem', () => put({ ...key('a'), n: { N: '2' } }, failing)],
    ['UpdateItem', () => update('a', 'SET n = :one', failing)],
    ['DeleteItem', () => remove('a', failing)],
  ])(
    'give the item with a failed %s when asked for it (API_PutItem, API_UpdateItem, API_DeleteItem)',
    async (_title, write) => {
      const item = { ...key('a'), n: { N: '1' } };
      await put(item);

      const error = await rejectionOf(write());

      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: item });
      expect(await get('a')).toEqual(item);
    },
  );

  it.each<[string, string, QueryCommandInput['ExpressionAttributeValues']]>([
    ['IN finds false', 'flag IN (:yes, :no)', { ':yes': { BOOL: true }, ':no': { BOOL: false } }],
    ['IN finds an empty text', 'title IN (:empty)', { ':empty': { S: '' } }],
    ['an empty text has a size', 'size(title) = :zero AND NOT size(title) <> :zero', { ':zero': { N: '0' } }],
    ['an empty binary has a size', 'size(bytes1) IN (:zero)', { ':zero': { N: '0' } }],
    ['the type of an empty text is S', 'attribute_type(title, :type)', { ':type': { S: 'S' } }],
    ['the type of an empty binary is B', 'attribute_type(bytes1, :type)', { ':type': { S: 'B' } }],
    ['the type of false is BOOL', 'attribute_type(flag, :type)', { ':type': { S: 'BOOL' } }],
    ['the type of what is absent is none', 'NOT attribute_type(nothing, :type)', { ':type': { S: 'S' } }],
    ['BETWEEN finds an empty text', 'title BETWEEN :empty AND :a', { ':empty': { S: '' }, ':a': { S: 'a' } }],
    ['what is absent has no size', 'NOT size(nothing) >= :zero', { ':zero': { N: '0' } }],
  ])(
    'know what is empty: %s (Expressions.OperatorsAndFunctions.html)',
    async (_title, ConditionExpression, ExpressionAttributeValues) => {
      await put({ ...key('a'), flag: { BOOL: false }, title: { S: '' }, bytes1: { B: new Uint8Array() } });

      const found = await table.client.send(
        new QueryCommand({
          TableName: table.TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: ConditionExpression,
          ExpressionAttributeValues: { ':pk': key('a').pk, ...ExpressionAttributeValues },
        }),
      );
      await remove('a', { ConditionExpression, ExpressionAttributeValues });

      expect(found.Count).toBe(1);
      expect(await get('a')).toBeUndefined();
    },
  );

  it.each([
    ['<', 'n < :set', { ':set': { SS: ['a'] } }],
    ['>=', ':yes >= n', { ':yes': { BOOL: true } }],
    ['BETWEEN', 'n BETWEEN :list AND :list', { ':list': { L: [] } }],
    ['BETWEEN', 'n BETWEEN :b AND :a', { ':a': { SS: ['a'] }, ':b': { SS: ['b'] } }],
  ])(
    'refuse %s with a value that has no order (Expressions.OperatorsAndFunctions.html)',
    async (operator, expression, ExpressionAttributeValues) => {
      const conditional = rejectionOf<Error>(
        remove('a', { ConditionExpression: expression, ExpressionAttributeValues }),
      );
      const filtered = rejectionOf<Error>(
        table.client.send(
          new ScanCommand({ TableName: table.TableName, FilterExpression: expression, ExpressionAttributeValues }),
        ),
      );

      const text = `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: `;
      expect((await conditional).message).toContain(`Invalid ConditionExpression: ${text}`);
      expect((await filtered).message).toContain(`Invalid FilterExpression: ${text}`);
    },
  );

  it.each(['<', '<=', '>', '>='])(
    'find values of different types in no order: %s (Expressions.OperatorsAndFunctions.html)',
    async (comparator) => {
      await put({ ...key('a'), flag: { BOOL: false }, n: { N: '1' } });

      const found = await table.client.send(
        new QueryCommand({
          TableName: table.TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: `flag ${comparator} :text OR n ${comparator} :text`,
          ExpressionAttributeValues: { ':pk': key('a').pk, ':text': { S: '1' } },
        }),
      );
      const error = await rejectionOf(
        remove('a', {
          ConditionExpression: `flag ${comparator} :text`,
          ExpressionAttributeValues: { ':text': { S: '1' } },
        }),
      );

      expect(found.Count).toBe(0);
      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
    },
  );

  it('give no item when there was none (API_PutItem)', async () => {
    const error = await rejectionOf<{ Item?: unknown }>(
      put(key('a'), {
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );

    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(error.Item).toBeUndefined();
  });

  it.each([
    ['n > :n', true],
    ['n >= :n', true],
    ['n = :n', false],
    ['n <> :n', true],
    ['n < :n', false],
    ['n BETWEEN :n AND :ten', true],
    ['n IN (:n, :ten)', false],
    [':n < n', true],
    ['NOT n = :n', true],
    ['NOT n = :n AND n < :n', false],
    ['n = :n AND n = :n OR n > :n', true],
    ['n = :n AND (n = :n OR n > :n)', false],
    ['n < :n or not (n < :n)', true],
    ['gone < :n', false],
    ['attribute_not_exists(gone) OR gone < :n', true],
    ['attribute_exists(n) AND n > :n', true],
    ['size(title) = :n', false],
    ['n < m', true],
    ['n < title', false],
    ['title = :n', false],
    ['title < :z', true],
    ['begins_with(title, :ab)', true],
    ['begins_with(title, :z)', false],
    ['begins_with(n, :ab)', false],
    ['begins_with(gone, :ab)', false],
    ['tree = :n', false],
    ['tree <> :n', true],
    ['tree = gone', false],
    ['tree = :tree', true],
    ['NOT tree = tree2', true],
    ['tree IN (:n, :tree)', true],
    ['steps = :steps', true],
    ['steps <> :steps', false],
    ['contains(steps, :tree)', true],
    ['gone = gone2', false],
    ['gone <> gone2', true],
    ['gone < gone2', false],
    ['steps < tree', false],
  ])(
    'evaluate %s to %s (API_UpdateItem, Expressions.OperatorsAndFunctions.html)',
    async (ConditionExpression, expected) => {
      await put({ ...key('a'), n: { N: '9' }, m: { N: '10' }, title: { S: 'abc' }, ...documents });
      const values = {
        ...{ ':n': { N: '2' }, ':ten': { N: '10' }, ':ab': { S: 'ab' }, ':z': { S: 'z' } },
        ...{ ':tree': documents.tree, ':steps': documents.steps },
      };
      const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression));

      const outcome = update('a', 'SET done = :done', {
        ConditionExpression,
        ExpressionAttributeValues: { ...Object.fromEntries(used), ':done': { BOOL: true } },
      }).then(
        () => true,
        ({ name }) => (name === 'ConditionalCheckFailedException' ? false : name),
      );

      expect(await outcome).toBe(expected);
    },
  );
});

const documents = {
  tree: { M: { a: { S: 'x' }, b: { N: '1' } } },
  tree2: { M: { a: { S: 'x' } } },
  steps: { L: [{ M: { b: { N: '1' }, a: { S: 'x' } } }, { BOOL: true }] },
};

const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

const failing = {
  ConditionExpression: 'n > :one',
  ...one,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;
