import {
  GetItemCommand,
  type TransactionCanceledException,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { rejectionOf } from '../testing/start-test-cloud';
import { startSharedTableTarget } from './testing/start-shared-table-target';
import { createTable } from './testing/start-table-target';
import { addOne, transactionActions } from './testing/transaction-actions';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB transactions by their API (${reference})`, () => {
  const table = startSharedTableTarget();
  const { key, get, put: seed } = table;
  const { count, touch, putResult } = transactionActions(table);
  let otherName: string;

  beforeAll(async () => {
    otherName = await createTable(table, 'counters');
  });

  const transact = (TransactItems: TransactWriteItem[], token?: string) =>
    table.client.send(
      new TransactWriteItemsCommand({
        TransactItems,
        ...(token !== undefined && { ClientRequestToken: table.own(token).slice(-36) }),
      }),
    );

  describe('writes', () => {
    it('store a result and count it in one step (API_TransactWriteItems)', async () => {
      await transact([putResult('a'), count()]);
      await transact([putResult('b'), count()]);

      expect(await get('r', 'result#a')).toMatchObject({ outcome: { S: 'success' } });
      expect(await get('r')).toMatchObject({ n: { N: '2' } });
    });

    it('change nothing when one condition fails, and say which in the members’ order (API_TransactWriteItems)', async () => {
      await transact([putResult('a'), count()]);

      const error = await rejectionOf<TransactionCanceledException>(transact([count(), putResult('a'), touch('x')]));

      expect(error).toMatchObject({
        name: 'TransactionCanceledException',
        message:
          'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]',
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
          { Code: 'None' },
        ],
      });
      expect(error.CancellationReasons?.[1]).not.toHaveProperty('Item.pk');
      expect(await get('r')).toMatchObject({ n: { N: '1' } });
      expect(await get('x')).toBeUndefined();
    });

    it('name every condition that failed, with its item where the member asks (API_TransactWriteItems)', async () => {
      await seed({ ...key('r', 'result#a'), outcome: { S: 'failed' } });
      await seed(key('r', 'result#b'));

      const error = await rejectionOf<TransactionCanceledException>(
        transact([putResult('a', 'ALL_OLD'), putResult('b'), count()]),
      );

      expect(error.CancellationReasons).toEqual([
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...key('r', 'result#a'), outcome: { S: 'failed' } },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ]);
    });

    it('evaluate all conditions on what was there before (API_TransactWriteItems)', async () => {
      await seed({ ...key('r'), n: { N: '1' } });

      await transact([
        count(),
        {
          ConditionCheck: {
            TableName: table.TableName,
            Key: key('s'),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        { Put: { TableName: table.TableName, Item: key('t') } },
      ]);

      expect(await get('r')).toMatchObject({ n: { N: '2' } });
      expect(await get('s')).toBeUndefined();
      expect(await get('t')).toEqual(key('t'));
    });

    it('are taken back when a later member can not be applied (API_TransactWriteItems)', async () => {
      await seed({ ...key('changed'), n: { N: '1' } });
      await seed({ ...key('deleted'), text: { S: 'still here' } });
      await seed({ ...key('wrong'), n: { S: 'no number' } });

      const error = await rejectionOf<TransactionCanceledException>(
        transact([
          { Put: { TableName: table.TableName, Item: key('new') } },
          touch('upserted'),
          { Update: { TableName: table.TableName, Key: key('changed'), ...addOne } },
          { Delete: { TableName: table.TableName, Key: key('deleted') } },
          { Update: { TableName: table.TableName, Key: key('wrong'), ...addOne } },
        ]),
      );

      expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual([
        'None',
        'None',
        'None',
        'None',
        'ValidationError',
      ]);
      expect(await get('new')).toBeUndefined();
      expect(await get('upserted')).toBeUndefined();
      expect(await get('changed')).toEqual({ ...key('changed'), n: { N: '1' } });
      expect(await get('deleted')).toEqual({ ...key('deleted'), text: { S: 'still here' } });
    });

    it('tell the reason of every member that fails, and change nothing (API_TransactWriteItems)', async () => {
      await seed({ ...key('wrong'), n: { S: 'no number' } });
      await seed({ ...key('wrong2'), n: { S: 'no number' } });

      const error = await rejectionOf<TransactionCanceledException>(
        transact([
          { Update: { TableName: table.TableName, Key: key('wrong'), ...addOne } },
          touch('new'),
          { Delete: { TableName: table.TableName, Key: key('x'), ConditionExpression: 'attribute_exists(pk)' } },
          { Update: { TableName: table.TableName, Key: key('wrong2'), ...addOne } },
        ]),
      );

      expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual([
        'ValidationError',
        'None',
        'ConditionalCheckFailed',
        'ValidationError',
      ]);
      expect(await get('new')).toBeUndefined();
    });

    it('reach several tables (API_TransactWriteItems)', async () => {
      await transact([putResult('a'), { Update: { TableName: otherName, Key: key('all'), ...addOne } }]);

      const { Item } = await table.client.send(new GetItemCommand({ TableName: otherName, Key: key('all') }));
      expect(Item).toEqual({ ...key('all'), n: { N: '1' } });
    });
  });

  describe('tokens', () => {
    it('make a repeated call succeed without effect (API_TransactWriteItems)', async () => {
      await transact([count()], 'token-1');

      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '1' } });
    });

    it('do not stand for another call (API_TransactWriteItems, IdempotentParameterMismatchException)', async () => {
      await transact([count()], 'token-1');

      const error = await rejectionOf(transact([touch('x')], 'token-1'));

      expect(error).toMatchObject({
        name: 'IdempotentParameterMismatchException',
        $metadata: { httpStatusCode: 400 },
      });
      expect(await get('x')).toBeUndefined();
    });

    it('of calls that failed are free (API_TransactWriteItems)', async () => {
      await transact([putResult('a')]);
      await rejectionOf(transact([putResult('a')], 'token-1'));

      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '1' } });
    });
  });

  describe('reads', () => {
    it('give items in the order asked for, with gaps (API_TransactGetItems)', async () => {
      await seed({ ...key('a'), n: { N: '1' }, m: { N: '2' } });
      await seed(key('b'));

      const { Responses } = await table.client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName: table.TableName, Key: key('missing') } },
            { Get: { TableName: table.TableName, Key: key('a'), ProjectionExpression: 'n' } },
            { Get: { TableName: table.TableName, Key: key('b'), ProjectionExpression: 'n' } },
          ],
        }),
      );

      expect(Responses).toEqual([{}, { Item: { n: { N: '1' } } }, {}]);
    });

    it('refuse the same item twice (API_TransactGetItems)', async () => {
      const Get = { TableName: table.TableName, Key: key('a') };

      const error = await rejectionOf(
        table.client.send(new TransactGetItemsCommand({ TransactItems: [{ Get }, { Get }] })),
      );

      expect(error).toMatchObject({ name: 'ValidationException' });
    });
  });

  describe('are refused', () => {
    it.each<[string, () => TransactWriteItem[], RegExp]>([
      ['without members', () => [], /greater than or equal to 1$/],
      ['with 101 members', () => Array.from({ length: 101 }, (_, n) => touch(`x${n}`)), /less than or equal to 100/],
      ['with a member that is nothing', () => [{}], /./],
      [
        'with a member that is two things',
        () => [{ ...touch('x'), Put: { TableName: table.TableName, Item: key('y') } }],
        /./,
      ],
      [
        'with two members on one item',
        () => [touch('x'), { Delete: { TableName: table.TableName, Key: key('x') } }],
        /^Transaction request cannot include multiple operations on one item$/,
      ],
      [
        'with a check that has no condition',
        () => [{ ConditionCheck: { TableName: table.TableName, Key: key('x'), ConditionExpression: undefined } }],
        /^1 validation error detected: Value null at 'transactItems\.1\.member\.conditionCheck\.conditionExpression' failed/,
      ],
      [
        'with an update that says nothing',
        () => [{ Update: { TableName: table.TableName, Key: key('x'), UpdateExpression: undefined } }],
        /^1 validation error detected: Value null at 'transactItems\.1\.member\.update\.updateExpression' failed to satisfy constraint: Member must not be null$/,
      ],
      [
        'with two updates that say nothing, which are both told',
        () =>
          ['x', 'y'].map((pk) => ({
            Update: { TableName: table.TableName, Key: key(pk), UpdateExpression: undefined },
          })),
        /^2 validation errors detected: Value null at [^;]+; Value null at 'transactItems\.2\.member\.update\.updateExpression' /,
      ],
      [
        'with an update of wrong syntax',
        () => [{ Update: { TableName: table.TableName, Key: key('x'), UpdateExpression: 'ADD n' } }],
        /Syntax error/,
      ],
      ['with an incomplete key', () => [{ Delete: { TableName: table.TableName, Key: { pk: { S: 'x' } } } }], /./],
    ])('%s (API_TransactWriteItems)', async (_title, items, message) => {
      const error = await rejectionOf(transact(items()));

      expect(error).toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(message),
        $metadata: { httpStatusCode: 400 },
      });
      expect(await get('x')).toBeUndefined();
    });

    it('on a table that does not exist (API_TransactWriteItems)', async () => {
      const error = await rejectionOf(
        transact([touch('x'), { Put: { TableName: `${table.TableName}-nowhere`, Item: key('x') } }]),
      );

      expect(error).toMatchObject({ name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } });
      expect(await get('x')).toBeUndefined();
    });

    it('above 4 MB (API_TransactWriteItems)', async () => {
      const text = { S: 'a'.repeat(390_000) };
      const items = Array.from({ length: 11 }, (_, n) => ({
        Put: { TableName: table.TableName, Item: { ...key(`x${n}`), text } },
      }));

      expect(await rejectionOf(transact(items))).toMatchObject({ name: 'ValidationException' });
    });
  });
});
