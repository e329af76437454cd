import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  type PutItemCommandInput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { minuteMs } from '@pulso/kit/time';

import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/definitions';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

const TableName = 'runs';

const key = (pk: string, sk = 'run') => ({ pk: { S: pk }, sk: { S: sk } });

const count = (): TransactWriteItem => ({
  Update: {
    ...{ TableName, Key: key('r'), UpdateExpression: 'ADD n :one' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

describe('the emulated DynamoDB', () => {
  let cloud: TestCloud;
  let dynamoDb: DynamoDbService;
  let client: DynamoDBClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(dynamoDb = createDynamoDbService({ clock, region: 'eu-central-1' }))]);
    client = new DynamoDBClient(cloud.clientConfig);
    dynamoDb.createTables([
      tableDefinition(TableName, {
        sortKey: { name: 'sk', type: 'S' },
        timeToLiveAttribute: 'ttl',
        indexes: [
          {
            name: 'by-state',
            partitionKey: { name: 'state', type: 'S' },
            sortKey: { name: 'dueAtMs', type: 'N' },
          },
        ],
      }),
    ]);
  });

  afterEach(async () => {
    client.destroy();
    await cloud.stop();
  });

  const put = (Item: PutItemCommandInput['Item'], overrides: Partial<PutItemCommandInput> = {}) =>
    client.send(new PutItemCommand({ TableName, Item, ...overrides }));
  const get = async (pk: string, sk?: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true }))).Item;

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

    it('are listed, and gone when they are deleted', async () => {
      const before = await client.send(new ListTablesCommand({}));
      await client.send(new DeleteTableCommand({ TableName }));

      expect(before.TableNames).toEqual([TableName]);
      expect(await rejectionOf(get('a'))).toMatchObject({ name: 'ResourceNotFoundException' });
    });

    it('declared for another account or region are refused', () => {
      const elsewhere = tableDefinition('elsewhere', { arn: 'arn:aws:dynamodb:us-east-1:1:table/elsewhere' });

      expect(() => dynamoDb.createTables([elsewhere])).toThrow('us-east-1:1:table/elsewhere');
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
      expect(await get('expired')).toBeDefined();

      const deletedCount = dynamoDb.sweepExpired();

      expect(deletedCount).toBe(1);
      expect(await get('expired')).toBeUndefined();
      for (const pk of ['alive', 'ancient', 'text', 'endless']) expect(await get(pk)).toBeDefined();
    });
  });

  describe('transactions', () => {
    const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
      client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));

    it('forget tokens after ten minutes', async () => {
      await transact([count()], 'token-1');

      await cloud.clock.runUntil(cloud.clock.nowMs() + 9.5 * minuteMs);
      await transact([count()], 'token-1');
      await cloud.clock.runUntil(cloud.clock.nowMs() + minuteMs);
      await transact([count()], 'token-1');

      expect(await get('r')).toMatchObject({ n: { N: '2' } });
    });
  });

  describe('what is not emulated', () => {
    it('is refused by name', async () => {
      const statement = await rejectionOf(
        client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "runs"' })),
      );
      const capacity = await rejectionOf(
        client.send(new TransactWriteItemsCommand({ TransactItems: [count()], ReturnConsumedCapacity: 'TOTAL' })),
      );
      const set = await rejectionOf(put({ ...key('a'), labels: { SS: ['x'] } }));

      expect(String(statement)).toContain('does not emulate the operation ExecuteStatement');
      expect(String(capacity)).toContain('the parameter ReturnConsumedCapacity of TransactWriteItems');
      expect(String(set)).toContain('values of the type SS');
    });
  });

  describe('malformed requests', () => {
    const post = (operation: string, body: string): Promise<Response> =>
      cloud.fetch('dynamodb', { headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` }, body });

    it.each([
      ['no JSON', 'PutItem', '{', 'SerializationException'],
      ['a text for a map', 'PutItem', '{"TableName":"runs","Item":"x"}', 'ValidationException'],
      ['no table', 'PutItem', '{"Item":{}}', 'ValidationException'],
      ['two types', 'PutItem', '{"TableName":"runs","Item":{"pk":{"S":"a","N":"1"}}}', 'ValidationException'],
      ['a prototype member', 'PutItem', '{"TableName":"runs","__proto__":{"a":1},"Item":{}}', 'ValidationException'],
      ['no writes', 'BatchWriteItem', '{"RequestItems":{}}', 'ValidationException'],
      ['null for a value', 'PutItem', '{"TableName":"runs","Item":{"pk":null}}', 'ValidationException'],
      ['members of another type', 'TransactWriteItems', '{"TransactItems":[null,1,"x"]}', 'ValidationException'],
    ])('with %s are refused', async (_title, operation, body, name) => {
      const response = await post(operation, body);

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: name });
    });
  });
});
