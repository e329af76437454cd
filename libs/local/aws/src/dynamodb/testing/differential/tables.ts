import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** A partition key alone. */
export const plainTable = 'plain';

/** Partition and sort key, a local index and two global ones. */
export const sortedTable = 'sorted';

/** By the table's name. */
export const keyNames: Readonly<Record<string, readonly string[]>> = {
  [plainTable]: ['pk'],
  [sortedTable]: ['pk', 'sk'],
};

const tableInputs: readonly CreateTableCommandInput[] = [
  {
    TableName: plainTable,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
  {
    TableName: sortedTable,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'mark', AttributeType: 'S' },
      { AttributeName: 'phase', AttributeType: 'S' },
      { AttributeName: 'due', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-mark',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'mark', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-phase',
        KeySchema: [
          { AttributeName: 'phase', KeyType: 'HASH' },
          { AttributeName: 'due', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: 'by-phase-alone',
        KeySchema: [{ AttributeName: 'phase', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n', 's'] },
      },
    ],
  },
];

export async function createTables(client: DynamoDBClient): Promise<void> {
  for (const input of tableInputs) await client.send(new CreateTableCommand(input));
}

/** Where tables come and go at once. */
export async function recreateTables(client: DynamoDBClient): Promise<void> {
  for (const { TableName } of tableInputs) await client.send(new DeleteTableCommand({ TableName }));
  await createTables(client);
}
