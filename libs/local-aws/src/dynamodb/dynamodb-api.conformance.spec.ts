import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
  UntagResourceCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

import { type ConformanceTarget } from '@pulso/conformance';

import { startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: DynamoDBClient;
  let service: DynamoDbService;
  let TableName: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [
      (service = createDynamoDbService({ clock, region: testRegion })),
    ]);
    client = new DynamoDBClient(target.clientConfig);
    TableName = target.uniqueName('table');
    await client.send(new CreateTableCommand(tableInput()));
    target.onStop(() => client.send(new DeleteTableCommand({ TableName })));
    await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName });
  });

  afterEach(async () => {
    await target.stop();
    await service?.close();
    client.destroy();
  });

  const tableInput = (): CreateTableCommandInput => ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'other', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-other',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'other', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    Tags: [{ Key: 'team', Value: 'pulso' }],
  });

  const arn = async (): Promise<string> =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableArn ?? '';

  it('has the tags that it was created with, and others later (API_TagResource, API_UntagResource)', async () => {
    const ResourceArn = await arn();
    const tags = async () => (await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;

    const created = await tags();
    await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));

    expect(created).toEqual([{ Key: 'team', Value: 'pulso' }]);
    expect(await tags()).toEqual([{ Key: 'stage', Value: 'test' }]);
  });

  it('is not created twice (API_CreateTable)', async () => {
    const error = await rejectionOf(client.send(new CreateTableCommand(tableInput())));

    expect(error).toMatchObject({ name: 'ResourceInUseException', message: `Table already exists: ${TableName}` });
  });

  it('is not created at all with tags that are none (API_CreateTable)', async () => {
    const name = `${TableName}-untagged`;
    const input = { ...tableInput(), TableName: name, Tags: [{ Key: '', Value: 'x' }] };

    const error = await rejectionOf(client.send(new CreateTableCommand(input)));
    const absent = await rejectionOf(client.send(new DescribeTableCommand({ TableName: name })));

    expect(error).toMatchObject({ name: 'ValidationException' });
    expect(absent).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('answers from a local index in its order (API_Query)', async () => {
    const put = (sk: number, other: string) =>
      client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, sk: { N: `${sk}` }, other: { S: other } } }));
    await put(1, 'z');
    await put(2, 'b');

    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-other',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'a' } },
      }),
    );

    expect(Items.map(({ sk }) => sk)).toEqual([{ N: '2' }, { N: '1' }]);
  });

  it('cancels a transaction with a reason for each member, and writes nothing (API_TransactWriteItems)', async () => {
    const Key = { pk: { S: 'a' }, sk: { N: '1' } };
    await client.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: '5' } } }));
    const TransactItems: TransactWriteItem[] = [
      { Put: { TableName, Item: { pk: { S: 'new' }, sk: { N: '1' } } } },
      {
        ConditionCheck: {
          TableName,
          Key,
          ConditionExpression: 'n < :five',
          ExpressionAttributeValues: { ':five': { N: '5' } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ];

    const error = await rejectionOf(client.send(new TransactWriteItemsCommand({ TransactItems })));
    const { Count } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'new' } },
        ConsistentRead: true,
      }),
    );

    expect(error).toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...Key, n: { N: '5' } },
        },
      ],
    });
    expect(Count).toBe(0);
  });

  it('takes a repeated token as the same transaction, and refuses it for another (API_TransactWriteItems)', async () => {
    const add = (by: string) =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'conformance-token',
          TransactItems: [
            {
              Update: {
                TableName,
                Key: { pk: { S: 'counter' }, sk: { N: '1' } },
                UpdateExpression: 'ADD n :by',
                ExpressionAttributeValues: { ':by': { N: by } },
              },
            },
          ],
        }),
      );
    await add('1');
    await add('1');

    const error = await rejectionOf(add('2'));
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'counter' } },
        ConsistentRead: true,
      }),
    );

    expect(error).toMatchObject({ name: 'IdempotentParameterMismatchException' });
    expect(Items[0]?.['n']).toEqual({ N: '1' });
  });
});
