import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { createTable, startDynamoDbTarget, tableInput, type TableTarget } from './testing/start-table-target';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB tables by their API (${reference})`, () => {
  let dynamoDb: Pick<TableTarget, 'client' | 'stop' | 'target'>;
  let client: TableTarget['client'];
  let TableName: string;

  beforeAll(async () => {
    dynamoDb = await startDynamoDbTarget();
    client = dynamoDb.client;
    TableName = await createTable(dynamoDb, 'table');
  });

  afterAll(() => dynamoDb.stop());

  const describeTable = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table;

  it('are active with the keys and indexes that they were created with (API_DescribeTable)', async () => {
    expect(await describeTable()).toMatchObject({
      TableName,
      TableStatus: 'ACTIVE',
      TableArn: expect.stringMatching(new RegExp(`^arn:aws:dynamodb:[a-z0-9-]+:\\d{12}:table/${TableName}$`)),
      TableId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      CreationDateTime: expect.any(Date),
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ItemCount: 0,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        { IndexName: 'by-state', IndexStatus: 'ACTIVE', Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
      LocalSecondaryIndexes: [{ IndexName: 'by-other', Projection: { ProjectionType: 'KEYS_ONLY' } }],
    });
  });

  it('that do not exist are not found (API_DescribeTable, API_GetItem, API_DeleteTable)', async () => {
    const missing = { TableName: `${TableName}-nowhere` };
    const byName = refusal(
      'ResourceNotFoundException',
      `^Requested resource not found: Table: ${TableName}-nowhere not found$`,
    );

    expect(await rejectionOf(client.send(new DescribeTableCommand(missing)))).toMatchObject(byName);
    expect(await rejectionOf(client.send(new DeleteTableCommand(missing)))).toMatchObject(byName);
    expect(await rejectionOf(client.send(new GetItemCommand({ ...missing, Key: { pk: { S: 'a' } } })))).toMatchObject(
      refusal('ResourceNotFoundException', /^Requested resource not found$/),
    );
  });

  it('are not created twice (API_CreateTable, ResourceInUseException)', async () => {
    expect(await rejectionOf(client.send(new CreateTableCommand(tableInput(TableName))))).toMatchObject(
      refusal('ResourceInUseException', `Table already exists: ${TableName}`),
    );
  });

  it.each<[string, Partial<CreateTableCommandInput>]>([
    ['tags that are none', { Tags: [{ Key: '', Value: 'x' }] }],
    ['a key that is not defined', { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] }],
    [
      'a definition that no key uses',
      {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        LocalSecondaryIndexes: undefined,
        GlobalSecondaryIndexes: undefined,
      },
    ],
    ['a sort key alone', { KeySchema: [{ AttributeName: 'sk', KeyType: 'RANGE' }] }],
    ['capacity and no billing mode', { BillingMode: undefined }],
  ])('are not created with %s (API_CreateTable)', async (_title, overrides) => {
    const name = 'refused';

    const error = await rejectionOf(client.send(new CreateTableCommand({ ...tableInput(name), ...overrides })));

    expect(error).toMatchObject(refusal('ValidationException', /./));
    expect(await rejectionOf(client.send(new DescribeTableCommand({ TableName: name })))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it.each(['ab', 'a b', 'x'.repeat(256)])('are not called %s (API_CreateTable)', async (name) => {
    expect(await rejectionOf(client.send(new CreateTableCommand(tableInput(name))))).toMatchObject(
      refusal('ValidationException', /table/i),
    );
  });

  it('have the tags that they were created with, and others later (API_TagResource, API_UntagResource)', async () => {
    const ResourceArn = (await describeTable())?.TableArn ?? '';
    const tags = async () => (await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;

    const created = await tags();
    await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));

    expect(created).toEqual([{ Key: 'team', Value: 'pulso' }]);
    expect(await tags()).toEqual([{ Key: 'stage', Value: 'test' }]);
  });

  it('are listed in pages by name (API_ListTables)', async () => {
    const { TableNames, LastEvaluatedTableName = TableName } = await client.send(
      new ListTablesCommand({ ExclusiveStartTableName: TableName.slice(0, -1), Limit: 1 }),
    );

    expect(TableNames).toEqual([TableName]);
    expect(LastEvaluatedTableName).toBe(TableName);
    expect(await rejectionOf(client.send(new ListTablesCommand({ Limit: 101 })))).toMatchObject(
      refusal('ValidationException', /'limit' failed to satisfy constraint/),
    );
  });

  it('have items that expire by an attribute, once that is said (API_UpdateTimeToLive, API_DescribeTimeToLive)', async () => {
    const set = (Enabled: boolean, AttributeName = 'until') =>
      client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }));
    const shown = async () =>
      (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription ?? {};

    const before = await shown();
    await set(true);
    const twice = await rejectionOf(set(true));

    expect(before).toEqual({ TimeToLiveStatus: 'DISABLED' });
    expect(await shown()).toMatchObject({
      TimeToLiveStatus: expect.stringMatching(/^ENABL(ED|ING)$/),
      AttributeName: 'until',
    });
    expect(twice).toMatchObject(refusal('ValidationException', /TimeToLive|time to live/i));
  });

  it('are gone after their deletion (API_DeleteTable)', async () => {
    const name = await createTable(dynamoDb, 'gone');

    const { TableDescription } = await client.send(new DeleteTableCommand({ TableName: name }));
    await waitUntilTableNotExists({ client, maxWaitTime: 120, minDelay: 1 }, { TableName: name });

    expect(TableDescription).toMatchObject({ TableName: name, TableStatus: 'DELETING' });
    expect(await rejectionOf(client.send(new DescribeTableCommand({ TableName: name })))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
