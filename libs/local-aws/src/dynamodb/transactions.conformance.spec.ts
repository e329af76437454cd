import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type TransactionCanceledException,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/table-definition';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

const TableName = 'runs';
const minuteMs = 60_000;

const key = (pk: string, sk = 'run') => ({ pk: { S: pk }, sk: { S: sk } });

const addOne = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };

const count = (): TransactWriteItem => ({ Update: { TableName, Key: key('r'), ...addOne } });

const touch = (pk: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: key(pk),
    UpdateExpression: 'SET touched = :yes',
    ExpressionAttributeValues: { ':yes': { BOOL: true } },
  },
});

const putResult = (id: string, onFailure: 'ALL_OLD' | 'NONE' = 'NONE'): TransactWriteItem => ({
  Put: {
    TableName,
    Item: { ...key('r', `result#${id}`), outcome: { S: 'success' } },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: onFailure,
  },
});

describe('DynamoDB transactions', () => {
  let cloud: TestCloud;
  let dynamoDb: DynamoDbService;
  let client: DynamoDBClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(dynamoDb = createDynamoDbService({ clock, region: 'eu-central-1' }))]);
    client = new DynamoDBClient(cloud.clientConfig);
    await dynamoDb.createTables([
      tableDefinition(TableName, { sortKey: { name: 'sk', type: 'S' } }),
      tableDefinition('counters'),
    ]);
  });

  afterEach(async () => {
    client.destroy();
    await dynamoDb.close();
    await cloud.stop();
  });

  const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
  const seed = (Item: PutItemCommand['input']['Item']) => client.send(new PutItemCommand({ TableName, Item }));
  const get = async (pk: string, sk = 'run') =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk, sk) }))).Item;

  describe('writes', () => {
    it('store a result and count it in one step', async () => {
      await transact([putResult('a'), count()]);
      await transact([putResult('b'), count()]);

      expect(await get('r', 'result#a')).toMatchObject({ outcome: { S: 'success' } });
      expect(await get('r')).toMatchObject({ n: { N: '2' } });
    });

    it('change nothing when one condition fails, and say which in the members’ order', async () => {
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

    it('name every condition that failed, with its item where the member asks', async () => {
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

    it('evaluate all conditions on what was there before', async () => {
      await seed({ ...key('r'), n: { N: '1' } });

      await transact([
        count(),
        {
          ConditionCheck: {
            TableName,
            Key: key('s'),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        { Put: { TableName, Item: key('t') } },
      ]);

      expect(await get('r')).toMatchObject({ n: { N: '2' } });
      expect(await get('s')).toBeUndefined();
      expect(await get('t')).toEqual(key('t'));
    });

    it('are taken back when a later member can not be applied', async () => {
      await seed({ ...key('changed'), n: { N: '1' } });
      await seed({ ...key('deleted'), text: { S: 'still here' } });
      await seed({ ...key('wrong'), n: { S: 'no number' } });

      const error = await rejectionOf<TransactionCanceledException>(
        transact([
          { Put: { TableName, Item: key('new') } },
          touch('upserted'),
          { Update: { TableName, Key: key('changed'), ...addOne } },
          { Delete: { TableName, Key: key('deleted') } },
          { Update: { TableName, Key: key('wrong'), ...addOne } },
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

    it('reach several tables', async () => {
      await transact([putResult('a'), { Update: { TableName: 'counters', Key: { pk: { S: 'all' } }, ...addOne } }]);

      const { Item } = await client.send(new GetItemCommand({ TableName: 'counters', Key: { pk: { S: 'all' } } }));
      expect(Item).toEqual({ pk: { S: 'all' }, n: { N: '1' } });
    });

    it('count every result exactly once when all arrive together and twice', async () => {
      const ids = Array.from({ length: 20 }, (_, n) => `q${n}`);

      const outcomes = await Promise.allSettled([...ids, ...ids].map((id) => transact([putResult(id), count()])));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
      expect(await get('r')).toMatchObject({ n: { N: '20' } });
    });

    it('are never seen half done', async () => {
      const both = { TransactItems: [{ Get: { TableName, Key: key('r') } }, { Get: { TableName, Key: key('x') } }] };
      const writes = Array.from({ length: 20 }, () =>
        transact([count(), { Update: { TableName, Key: key('x'), ...addOne } }]),
      );

      const reads = await Promise.all(Array.from({ length: 20 }, () => client.send(new TransactGetItemsCommand(both))));
      await Promise.all(writes);

      for (const { Responses } of reads) expect(Responses?.[0]?.Item?.['n']).toEqual(Responses?.[1]?.Item?.['n']);
    });
  });

  describe('tokens', () => {
    it('make a repeated call succeed without effect', async () => {
      await transact([count()], 'token-1');

      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '1' } });
    });

    it('do not stand for another call', async () => {
      await transact([count()], 'token-1');

      const error = await rejectionOf(transact([touch('x')], 'token-1'));

      expect(error).toMatchObject({ name: 'IdempotentParameterMismatchException' });
      expect(await get('x')).toBeUndefined();
    });

    it('are forgotten after ten minutes', async () => {
      await transact([count()], 'token-1');

      await cloud.clock.runUntil(cloud.clock.nowMs() + 9.5 * minuteMs);
      await transact([count()], 'token-1');
      await cloud.clock.runUntil(cloud.clock.nowMs() + minuteMs);
      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '2' } });
    });

    it('of calls that failed are free', async () => {
      await transact([putResult('a')]);
      await rejectionOf(transact([putResult('a')], 'token-1'));

      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '1' } });
    });
  });

  describe('reads', () => {
    it('give items in the order asked for, with gaps', async () => {
      await seed({ ...key('a'), n: { N: '1' }, m: { N: '2' } });
      await seed(key('b'));

      const { Responses } = await client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName, Key: key('missing') } },
            { Get: { TableName, Key: key('a'), ProjectionExpression: 'n' } },
            { Get: { TableName, Key: key('b'), ProjectionExpression: 'n' } },
          ],
        }),
      );

      expect(Responses).toEqual([{}, { Item: { n: { N: '1' } } }, {}]);
    });

    it('refuse the same item twice', async () => {
      const Get = { TableName, Key: key('a') };

      const error = await rejectionOf(client.send(new TransactGetItemsCommand({ TransactItems: [{ Get }, { Get }] })));

      expect(error).toMatchObject({ name: 'ValidationException' });
    });
  });

  describe('are refused', () => {
    it.each<[string, TransactWriteItem[]]>([
      ['without members', []],
      ['with 101 members', Array.from({ length: 101 }, (_, n) => touch(`x${n}`))],
      ['with a member that is nothing', [{}]],
      ['with a member that is two things', [{ ...touch('x'), Put: { TableName, Item: key('y') } }]],
      ['with two members on one item', [touch('x'), { Delete: { TableName, Key: key('x') } }]],
      [
        'with a check that has no condition',
        [{ ConditionCheck: { TableName, Key: key('x'), ConditionExpression: undefined } }],
      ],
      ['with an update that says nothing', [{ Update: { TableName, Key: key('x'), UpdateExpression: undefined } }]],
      ['with an incomplete key', [{ Delete: { TableName, Key: { pk: { S: 'x' } } } }]],
      [
        'with equality of maps in a condition',
        [
          {
            Delete: {
              TableName,
              Key: key('x'),
              ConditionExpression: 'm = :m',
              ExpressionAttributeValues: { ':m': { M: {} } },
            },
          },
        ],
      ],
    ])('%s', async (_title, items) => {
      const error = await rejectionOf(transact([...items]));

      expect(error).toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
      expect(await get('x')).toBeUndefined();
    });

    it('on a table that does not exist', async () => {
      const error = await rejectionOf(transact([touch('x'), { Put: { TableName: 'nothing', Item: key('x') } }]));

      expect(error).toMatchObject({ name: 'ResourceNotFoundException' });
      expect(await get('x')).toBeUndefined();
    });

    it('above 4 MB', async () => {
      const text = { S: 'a'.repeat(390_000) };
      const items = Array.from({ length: 11 }, (_, n) => ({ Put: { TableName, Item: { ...key(`x${n}`), text } } }));

      expect(await rejectionOf(transact(items))).toMatchObject({ name: 'ValidationException' });
    });

    it('where they ask for capacity, which is not emulated', async () => {
      const error = await rejectionOf(
        client.send(new TransactWriteItemsCommand({ TransactItems: [touch('x')], ReturnConsumedCapacity: 'TOTAL' })),
      );

      expect(String(error)).toContain('ReturnConsumedCapacity');
    });
  });
});
