import {
  DynamoDBClient,
  GetItemCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/table-definition';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';
import { addOne, transactionActions } from './testing/transaction-actions';

const TableName = 'runs';
const minuteMs = 60_000;

const key = (pk: string, sk = 'run') => ({ pk: { S: pk }, sk: { S: sk } });

const { count, touch, putResult } = transactionActions({ TableName, key });

/** What only the emulation promises or lacks; what AWS has as well is in the conformance spec. */
describe('the emulated DynamoDB transactions', () => {
  let cloud: TestCloud;
  let dynamoDb: DynamoDbService;
  let client: DynamoDBClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(dynamoDb = createDynamoDbService({ clock, region: 'eu-central-1' }))]);
    client = new DynamoDBClient(cloud.clientConfig);
    dynamoDb.createTables([tableDefinition(TableName, { sortKey: { name: 'sk', type: 'S' } })]);
  });

  afterEach(async () => {
    client.destroy();
    await cloud.stop();
  });

  const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
  const get = async (pk: string, sk = 'run') =>
    (await client.send(new GetItemCommand({ TableName, Key: key(pk, sk) }))).Item;

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

  it('forget tokens after ten minutes', async () => {
    await transact([count()], 'token-1');

    await cloud.clock.runUntil(cloud.clock.nowMs() + 9.5 * minuteMs);
    await transact([count()], 'token-1');
    await cloud.clock.runUntil(cloud.clock.nowMs() + minuteMs);
    await transact([count()], 'token-1');

    expect(await get('r')).toMatchObject({ n: { N: '2' } });
  });

  it('are refused where they ask for capacity, which is not emulated', async () => {
    const error = await rejectionOf(
      client.send(new TransactWriteItemsCommand({ TransactItems: [touch('x')], ReturnConsumedCapacity: 'TOTAL' })),
    );

    expect(String(error)).toContain('ReturnConsumedCapacity');
  });
});
