import {
  type AttributeValue,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { testRegion } from '../../testing/start-test-cloud';
import { createDynamoDbService } from '../create-dynamodb-service';

export type Item = Record<string, AttributeValue>;

/** DynamoDB with one table, which the tests of a spec share: each has keys of its own. */
export interface TableTarget {
  readonly target: ConformanceTarget;
  readonly client: DynamoDBClient;
  readonly TableName: string;
  /** Gives the next test keys that no other has. */
  nextTest(): void;
  /** @returns A text of this test. */
  own(text: string): string;
  key(pk: string, sk?: string): { pk: { S: string }; sk: { S: string } };
  put(item: Item, overrides?: Partial<PutItemCommandInput>): Promise<unknown>;
  get(pk: string, sk?: string): Promise<Item | undefined>;
  stop(): Promise<void>;
}

/** Keys `pk` and `sk`, a global index `by-state` of keys and a local one `by-other`. */
export const tableInput = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'other', AttributeType: 'S' },
    { AttributeName: 'state', AttributeType: 'S' },
    { AttributeName: 'dueAtMs', AttributeType: 'N' },
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
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-state',
      KeySchema: [
        { AttributeName: 'state', KeyType: 'HASH' },
        { AttributeName: 'dueAtMs', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  Tags: [{ Key: 'team', Value: 'pulso' }],
});

/** Starts DynamoDB without a table. */
export async function startDynamoDbTarget(): Promise<Pick<TableTarget, 'client' | 'stop' | 'target'>> {
  const target = await startConformanceTarget((clock) => [createDynamoDbService({ clock, region: testRegion })]);
  const client = new DynamoDBClient(target.clientConfig);
  return {
    target,
    client,
    stop: async () => {
      await target.stop();
      client.destroy();
    },
  };
}

/** Creates a table and waits until it is there. @returns Its name. */
export async function createTable({ client }: Pick<TableTarget, 'client'>, TableName: string): Promise<string> {
  await client.send(new CreateTableCommand(tableInput(TableName)));
  await waitUntilTableExists({ client, maxWaitTime: 120, minDelay: 1 }, { TableName });
  return TableName;
}

export async function startTableTarget(): Promise<TableTarget> {
  const { target, client, stop } = await startDynamoDbTarget();
  const TableName = await createTable({ client }, 'table').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  let test = 0;
  const own = (text: string): string => `${test}-${text}`;
  const key = (pk: string, sk = 'run') => ({ pk: { S: own(pk) }, sk: { S: sk } });
  return {
    target,
    client,
    TableName,
    own,
    key,
    nextTest: () => void (test += 1),
    put: (Item, overrides = {}) => client.send(new PutItemCommand({ TableName, Item, ...overrides })),
    get: async (pk, sk) =>
      (await client.send(new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true }))).Item,
    stop,
  };
}
