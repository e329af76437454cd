import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';

import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/table-definition';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

const TableName = 'runs';

describe('DynamoDB', () => {
  let cloud: TestCloud;
  let dynamoDb: DynamoDbService;
  let client: DynamoDBClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(dynamoDb = createDynamoDbService({ clock, region: 'eu-central-1' }))]);
    client = new DynamoDBClient(cloud.clientConfig);
    await dynamoDb.createTables([
      tableDefinition(TableName, {
        sortKey: { name: 'sk', type: 'S' },
        timeToLiveAttribute: 'ttl',
        globalSecondaryIndexes: [
          {
            name: 'by-state',
            partitionKey: { name: 'state', type: 'S' },
            sortKey: { name: 'dueAtMs', type: 'N' },
            projectionType: 'KEYS_ONLY',
            nonKeyAttributes: [],
          },
        ],
      }),
      tableDefinition('users', { partitionKey: { name: 'id', type: 'N' } }),
    ]);
  });

  afterEach(async () => {
    client.destroy();
    await dynamoDb.close();
    await cloud.stop();
  });

  const key = (pk: string, sk = 'run') => ({ pk: { S: pk }, sk: { S: sk } });
  const put = (Item: PutItemCommandInput['Item'], overrides: Partial<PutItemCommandInput> = {}) =>
    client.send(new PutItemCommand({ TableName, Item, ...overrides }));
  const get = async (pk: string, sk?: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true }))).Item;
  const update = (pk: string, UpdateExpression: string, overrides: Partial<UpdateItemCommandInput> = {}) =>
    client.send(new UpdateItemCommand({ TableName, Key: key(pk), UpdateExpression, ...overrides }));
  const remove = (pk: string, overrides: Partial<DeleteItemCommandInput> = {}) =>
    client.send(new DeleteItemCommand({ TableName, Key: key(pk), ...overrides }));
  const query = (overrides: Partial<QueryCommandInput>) => client.send(new QueryCommand({ TableName, ...overrides }));

  describe('tables', () => {
    it('have the declared keys, indexes and ARN and are active', async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));

      expect(Table).toMatchObject({
        TableStatus: 'ACTIVE',
        TableArn: 'arn:aws:dynamodb:eu-central-1:000000000000:table/runs',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          { IndexName: 'by-state', IndexStatus: 'ACTIVE', Projection: { ProjectionType: 'KEYS_ONLY' } },
        ],
      });
    });

    it('that do not exist give ResourceNotFoundException', async () => {
      const error = await rejectionOf(put(key('a'), { TableName: 'nothing' }));

      expect(error).toMatchObject({ name: 'ResourceNotFoundException' });
    });

    it('that exist are not created again', async () => {
      const error = await rejectionOf(dynamoDb.createTables([tableDefinition(TableName)]));

      expect(error).toMatchObject({ code: 'ResourceInUseException' });
    });

    it('declared for another account or region are refused', async () => {
      const elsewhere = tableDefinition('elsewhere', { arn: 'arn:aws:dynamodb:us-east-1:1:table/elsewhere' });

      await expect(dynamoDb.createTables([elsewhere])).rejects.toThrow('us-east-1:1:table/elsewhere');
    });
  });

  describe('conditional writes', () => {
    it('put an item once', async () => {
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

    it('let exactly one of many concurrent claims win', async () => {
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
    ])('give the item with a failed %s when asked for it', async (_title, write) => {
      const item = { ...key('a'), n: { N: '1' } };
      await put(item);

      const error = await rejectionOf(write());

      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: item });
      expect(await get('a')).toEqual(item);
    });

    it('give no item when there was none', async () => {
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
      ['NOT n = :n', true],
      ['gone < :n', false],
      ['attribute_not_exists(gone) OR gone < :n', true],
      ['attribute_exists(n) AND n > :n', true],
      ['size(title) = :n', false],
      ['n < m', true],
    ])('evaluate %s to %s', async (ConditionExpression, expected) => {
      await put({ ...key('a'), n: { N: '9' }, m: { N: '10' }, title: { S: 'abc' } });
      const values = { ':n': { N: '2' }, ':ten': { N: '10' } };
      const used = Object.entries(values).filter(([name]) => ConditionExpression.includes(name));

      const outcome = update('a', 'SET done = :done', {
        ConditionExpression,
        ExpressionAttributeValues: { ...Object.fromEntries(used), ':done': { BOOL: true } },
      }).then(
        () => true,
        ({ name }) => (name === 'ConditionalCheckFailedException' ? false : name),
      );

      expect(await outcome).toBe(expected);
    });

    it.each([
      ['equality with a map', 'm = :map', { ':map': { M: { a: { S: 'x' } } } }],
      ['inequality with a list', 'NOT (l <> :list)', { ':list': { L: [] } }],
      ['a map in a list of values', 'n IN (:n, :map)', { ':n': { N: '1' }, ':map': { M: {} } }],
      ['equality of two maps', 'm = m2', undefined],
      ['equality of two attributes that are absent', 'x = y', undefined],
      ['the order of sets', 's < :set', { ':set': { SS: ['a'] } }],
      ['a set between others', 's BETWEEN :set AND :set', { ':set': { SS: ['a'] } }],
      ['a list that contains a boolean', 'contains(l, :yes)', { ':yes': { BOOL: true } }],
    ])('refuse %s instead of giving a wrong answer', async (_title, ConditionExpression, ExpressionAttributeValues) => {
      await put({ ...key('a'), n: { N: '1' }, m: { M: { a: { S: 'x' } } }, m2: { M: {} }, l: { L: [] } });

      const error = await rejectionOf(remove('a', { ConditionExpression, ExpressionAttributeValues }));

      expect(error).toMatchObject({ name: 'ValidationException' });
      expect(String(error)).toContain('does not emulate');
      expect(await get('a')).toBeDefined();
    });

    it.each([
      ['IN finds false', 'flag IN (:yes, :no)', { ':yes': { BOOL: true }, ':no': { BOOL: false } }],
      ['IN finds an empty text', 'title IN (:empty)', { ':empty': { S: '' } }],
      ['an empty text has a size', 'size(title) = :zero AND NOT size(title) <> :zero', { ':zero': { N: '0' } }],
      ['an empty binary has a size', 'size(bytes1) IN (:zero)', { ':zero': { N: '0' } }],
      ['what is absent has no size', 'NOT size(nothing) >= :zero', { ':zero': { N: '0' } }],
    ])('know what is empty: %s', async (_title, ConditionExpression, ExpressionAttributeValues) => {
      await put({ ...key('a'), flag: { BOOL: false }, title: { S: '' }, bytes1: { B: new Uint8Array() } });

      const found = await query({
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: ConditionExpression,
        ExpressionAttributeValues: { ':pk': { S: 'a' }, ...ExpressionAttributeValues },
      });
      await remove('a', { ConditionExpression, ExpressionAttributeValues });

      expect(found.Count).toBe(1);
      expect(await get('a')).toBeUndefined();
    });

    it('refuse conditions of the time before expressions', async () => {
      const error = await rejectionOf(put(key('a'), { Expected: { pk: { Exists: false } } }));

      expect(error).toMatchObject({ name: 'ValidationException' });
      expect(String(error)).toContain('Expected');
    });
  });

  describe('updates', () => {
    it('count up from nothing and give the new values', async () => {
      await update('a', 'ADD n :one', one);

      const { Attributes } = await update('a', 'ADD n :one', { ...one, ReturnValues: 'ALL_NEW' });

      expect(Attributes).toEqual({ ...key('a'), n: { N: '2' } });
    });

    it('lose none of many concurrent increments', async () => {
      await Promise.all(Array.from({ length: 50 }, () => update('a', 'ADD n :one', one)));

      expect(await get('a')).toMatchObject({ n: { N: '50' } });
    });

    it('set, remove, default and nest', async () => {
      await put({ ...key('a'), old: { S: 'x' }, doc: { M: { title: { S: 'one' } } } });

      await update('a', 'SET doc.title = :t, visits = if_not_exists(visits, :zero) + :one REMOVE #old', {
        ExpressionAttributeNames: { '#old': 'old' },
        ExpressionAttributeValues: { ':t': { S: 'two' }, ':zero': { N: '0' }, ':one': { N: '1' } },
      });

      expect(await get('a')).toEqual({ ...key('a'), doc: { M: { title: { S: 'two' } } }, visits: { N: '1' } });
    });

    it('take values from before the update, and copy them', async () => {
      await put({ ...key('a'), tags: { SS: ['x'] } });

      await update('a', 'SET copied = tags, other2 = if_not_exists(nothing, tags) ADD tags :more', {
        ExpressionAttributeValues: { ':more': { SS: ['y'] } },
      });

      expect(await get('a')).toEqual({
        ...key('a'),
        tags: { SS: ['x', 'y'] },
        copied: { SS: ['x'] },
        other2: { SS: ['x'] },
      });
    });

    it.each([
      ['more digits', '1E-130', 'Attempting to store more than 38 significant digits in a Number'],
      ['a larger number', '9.9E125', 'Number overflow'],
    ])('refuse to calculate %s than a number has, and change nothing', async (_title, operand, message) => {
      const before = { ...key('a'), n: { N: operand === '9.9E125' ? `99${'0'.repeat(124)}` : '7' } };
      await put(before);

      const error = await rejectionOf(
        update('a', 'SET n = n + :by', { ExpressionAttributeValues: { ':by': { N: operand } } }),
      );

      expect(error).toMatchObject({ name: 'ValidationException' });
      expect(String(error)).toContain(message);
      expect(await get('a')).toEqual(before);
    });

    it.each([
      ['a reserved word', 'SET name = :one', 'reserved keyword'],
      ['a path that does not exist', 'SET a.b.c = :one', 'document path'],
      ['a key attribute', 'SET pk = :one', 'part of the key'],
      ['an unknown function', 'SET n = wrong(:one)', 'Invalid function name'],
      ['bad syntax', 'SETT n = :one', 'Syntax error'],
    ])('refuse %s', async (_title, expression, message) => {
      const error = await rejectionOf(update('a', expression, one));

      expect(error).toMatchObject({ name: 'ValidationException' });
      expect(String(error)).toContain(message);
    });
  });

  describe('reads', () => {
    it('scan consistently, but for global indexes', async () => {
      await put({ ...key('a'), state: { S: 'open' } });
      const scan = (IndexName?: string) => client.send(new ScanCommand({ TableName, IndexName, ConsistentRead: true }));

      const error = await rejectionOf(scan('by-state'));

      expect((await scan()).Count).toBe(1);
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: 'Consistent reads are not supported on global secondary indexes',
      });
    });

    it('query a partition in order, page by page', async () => {
      for (const n of [3, 1, 2, 5, 4]) await put({ ...key('p', `s${n}`), n: { N: String(n) } });
      await put(key('q', 's1'));
      const page = {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :s)',
        ExpressionAttributeValues: { ':pk': { S: 'p' }, ':s': { S: 's' } },
        Limit: 2,
      };

      const first = await query(page);
      const second = await query({ ...page, ExclusiveStartKey: first.LastEvaluatedKey });
      const third = await query({ ...page, ExclusiveStartKey: second.LastEvaluatedKey });

      const all = [first, second, third].flatMap(({ Items = [] }) => Items.map(({ sk }) => sk?.S));
      expect(all).toEqual(['s1', 's2', 's3', 's4', 's5']);
      expect(third.LastEvaluatedKey).toBeUndefined();
    });

    it('count with a filter', async () => {
      for (const n of [1, 2, 3]) await put({ ...key('p', `s${n}`), n: { N: String(n) } });

      const { Count, ScannedCount, Items } = await query({
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'n > :n',
        ExpressionAttributeValues: { ':pk': { S: 'p' }, ':n': { N: '1' } },
        Select: 'COUNT',
      });

      expect({ Count, ScannedCount, Items }).toEqual({ Count: 2, ScannedCount: 3, Items: undefined });
    });

    it('follow an index through changes of its key', async () => {
      const inState = async (state: string) =>
        (
          await query({
            IndexName: 'by-state',
            KeyConditionExpression: '#state = :state AND dueAtMs <= :now',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':state': { S: state }, ':now': { N: '100' } },
          })
        ).Items;
      const indexed = { ...key('a'), state: { S: 'running' }, dueAtMs: { N: '50' } };
      await put({ ...indexed, secret: { S: 'not projected' } });
      await put({ ...key('b'), state: { S: 'running' }, dueAtMs: { N: '500' } });

      const before = await inState('running');
      await update('a', 'SET #state = :closed', {
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':closed': { S: 'closed' } },
      });

      expect(before).toEqual([indexed]);
      expect(await inState('running')).toEqual([]);
      expect(await inState('closed')).toHaveLength(1);
    });

    it('refuse a consistent read of an index and equality of maps in a filter', async () => {
      const consistent = await rejectionOf(
        query({
          IndexName: 'by-state',
          ConsistentRead: true,
          KeyConditionExpression: '#state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': { S: 'x' } },
        }),
      );
      const filter = await rejectionOf(
        client.send(
          new ScanCommand({
            TableName,
            FilterExpression: 'm = :m',
            ExpressionAttributeValues: { ':m': { M: {} } },
          }),
        ),
      );

      expect(consistent).toMatchObject({ name: 'ValidationException' });
      expect(filter).toMatchObject({ name: 'ValidationException' });
    });

    it('and writes come in batches', async () => {
      await client.send(
        new BatchWriteItemCommand({
          RequestItems: { [TableName]: ['a', 'b', 'c'].map((pk) => ({ PutRequest: { Item: key(pk) } })) },
        }),
      );

      const { Responses } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('a'), key('c'), key('z')] } } }),
      );

      expect(Responses?.[TableName]).toEqual(expect.arrayContaining([key('a'), key('c')]));
      expect(Responses?.[TableName]).toHaveLength(2);
    });
  });

  describe('limits', () => {
    it('refuse an item above 400 KB, an empty key and a wrong key type', async () => {
      const large = await rejectionOf(put({ ...key('a'), text: { S: 'a'.repeat(410_000) } }));
      const empty = await rejectionOf(put(key('')));
      const wrong = await rejectionOf(
        client.send(new PutItemCommand({ TableName: 'users', Item: { id: { S: 'not a number' } } })),
      );

      for (const error of [large, empty, wrong]) expect(error).toMatchObject({ name: 'ValidationException' });
    });
  });

  describe('time to live', () => {
    it('is declared, not enforced, and swept only when asked', async () => {
      const nowSeconds = Math.floor(cloud.clock.nowMs() / 1000);
      await put({ ...key('expired'), ttl: { N: String(nowSeconds - 10) } });
      await put({ ...key('alive'), ttl: { N: String(nowSeconds + 100) } });
      await put({ ...key('ancient'), ttl: { N: '1' } });
      await put({ ...key('text'), ttl: { S: '1' } });
      await put(key('endless'));
      const described = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(await get('expired')).toBeDefined();

      const deletedCount = await dynamoDb.sweepExpired();

      expect(described.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
      expect(deletedCount).toBe(1);
      expect(await get('expired')).toBeUndefined();
      for (const pk of ['alive', 'ancient', 'text', 'endless']) expect(await get(pk)).toBeDefined();
    });

    it('follows the local clock', async () => {
      await put({ ...key('a'), ttl: { N: String(Math.floor(cloud.clock.nowMs() / 1000) + 3_600) } });

      const early = await dynamoDb.sweepExpired();
      await cloud.clock.runUntil(cloud.clock.nowMs() + 2 * 3_600_000);

      expect(early).toBe(0);
      expect(await dynamoDb.sweepExpired()).toBe(1);
    });

    it('can be turned on and off', async () => {
      const set = (Enabled: boolean) =>
        client.send(
          new UpdateTimeToLiveCommand({
            TableName: 'users',
            TimeToLiveSpecification: { Enabled, AttributeName: 'until' },
          }),
        );

      await set(true);
      const twice = await rejectionOf(set(true));
      await set(false);
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'users' }));

      expect(twice).toMatchObject({ name: 'ValidationException' });
      expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
    });
  });

  describe('what is not emulated', () => {
    it('is refused by name', async () => {
      const statement = await rejectionOf(
        client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "runs"' })),
      );
      const stream = await rejectionOf(
        client.send(
          new CreateTableCommand({
            TableName: 'streamed',
            BillingMode: 'PAY_PER_REQUEST',
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
          }),
        ),
      );

      expect(String(statement)).toMatch(/"ExecuteStatement".*"dynamodb"/);
      expect(String(stream)).toContain('StreamSpecification');
    });
  });

  describe('malformed requests', () => {
    it.each([
      ['no JSON', 'PutItem', '{', 'SerializationException'],
      ['a text for a map', 'PutItem', '{"TableName":"runs","Item":"x"}', 'SerializationException'],
      ['no table', 'PutItem', '{"Item":{}}', 'ValidationException'],
      ['a value of no type', 'PutItem', '{"TableName":"runs","Item":{"pk":{}}}', 'ValidationException'],
      [
        'a value of two types',
        'PutItem',
        '{"TableName":"runs","Item":{"pk":{"S":"a","N":"1"}}}',
        'ValidationException',
      ],
      [
        'a number that is none',
        'PutItem',
        '{"TableName":"runs","Item":{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"x"}}}',
        'ValidationException',
      ],
      ['a prototype member', 'PutItem', '{"TableName":"runs","__proto__":{"a":1},"Item":{}}', 'ValidationException'],
      [
        'deep nesting',
        'PutItem',
        `{"TableName":"runs","Item":{"pk":${'{"M":{"a":'.repeat(5000)}{"S":"x"}${'}}'.repeat(5000)}}}`,
        'SerializationException',
      ],
      ['members that are none', 'TransactWriteItems', '{"TransactItems":[null,1,"x"]}', 'ValidationException'],
      ['a sweep of no table', 'DescribeTimeToLive', '{}', 'ValidationException'],
    ])('with %s are refused', async (_title, operation, body, code) => {
      const response = await fetch(cloud.gateway.url, {
        method: 'POST',
        headers: {
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          authorization: 'AWS4-HMAC-SHA256 Credential=LOCALADMINISTRATOR/20261125/eu-central-1/dynamodb/aws4_request',
        },
        body,
      });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        __type: expect.stringMatching(new RegExp(`^com\\.amazon.*#${code}$`)),
      });
    });

    it('keep attribute names that mean something to JavaScript', async () => {
      const item = { ...key('a'), constructor: { S: 'c' }, toString: { S: 't' } };
      await put(item);

      expect(await get('a')).toEqual(item);
    });
  });
});

const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

const failing = {
  ConditionExpression: 'n > :one',
  ...one,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;
