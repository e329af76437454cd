import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDbService, type DynamoDbService } from '@pulso/local/gateway';
import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type TableDefinition } from '@pulso/world/dynamodb';

import { region, startLocalService } from './start-local-service';

/** A table in a local DynamoDB of its own, and a client that reaches it. */
export interface LocalTable {
  readonly clock: LocalClock;
  readonly client: DynamoDBClient;
  readonly dynamoDb: DynamoDbService;
  stop(): Promise<void>;
}

/**
 * Starts a DynamoDB with one table, for specs of adapters.
 *
 * @param overrides - Changes to a table with the key `pk` and the TTL attribute `expiresAtSeconds`.
 */
export async function startLocalTable(name: string, overrides: Partial<TableDefinition> = {}): Promise<LocalTable> {
  const clock = createLocalClock();
  const dynamoDb = createDynamoDbService({ clock, region });
  dynamoDb.createTables([
    {
      name,
      arn: `arn:aws:dynamodb:${region}:000000000000:table/${name}`,
      partitionKey: { name: 'pk', type: 'S' },
      timeToLiveAttribute: 'expiresAtSeconds',
      ...overrides,
    },
  ]);
  const { clientConfig, close } = await startLocalService(dynamoDb, clock);
  const client = new DynamoDBClient(clientConfig);
  return {
    clock,
    client,
    dynamoDb,
    stop: async () => {
      client.destroy();
      await close();
      clock.stop();
    },
  };
}
