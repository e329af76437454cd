import { type CancellationReason } from '@aws-sdk/client-dynamodb';
import { AwsError, createDynamoDbService } from '@pulso/local-aws';

import { type Item } from '@pulso/local-dynamodb';
import { type ExecuteCommand } from '../create-simulated-dynamo-db';
import { type SimulatedTableOptions } from '@pulso/local-dynamodb';
import { conditionalCheckFailed, transactionCanceled, validationException } from '@pulso/local-dynamodb';

/** The same table in the local cloud's DynamoDB, which is another program. */
export interface ReferenceTable {
  readonly execute: ExecuteCommand;
  items(): Promise<Item[]>;
  stop(): Promise<void>;
}

const region = 'eu-central-1';

/** Starts the local DynamoDB without its gateway and with one table. */
export async function startReferenceTable({
  name,
  indexes = [],
  ...keys
}: SimulatedTableOptions): Promise<ReferenceTable> {
  const dynamoDb = createDynamoDbService({ clock: { nowMs: () => 0 }, region });
  await dynamoDb.createTables([
    {
      name,
      arn: `arn:aws:dynamodb:${region}:000000000000:table/${name}`,
      partitionKey: keys.partitionKey,
      ...(keys.sortKey ? { sortKey: keys.sortKey } : {}),
      globalSecondaryIndexes: indexes.map((index) => ({ ...index, projectionType: 'KEYS_ONLY', nonKeyAttributes: [] })),
    },
  ]);

  const execute = async (operation: string, input: unknown): Promise<Record<string, Item[]>> => {
    const call = { principal: '', service: 'dynamodb', region, method: 'POST', path: '/', headers: {} };
    try {
      const { body } = await dynamoDb.handle({ ...call, operation, body: Buffer.from(JSON.stringify(input)) });
      return JSON.parse(String(body));
    } catch (error) {
      throw error instanceof AwsError ? asOfTheSdk(error) : error;
    }
  };
  return {
    execute,
    items: async () => (await execute('Scan', { TableName: name }))['Items'] ?? [],
    stop: () => dynamoDb.close(),
  };
}

function asOfTheSdk({ code, message, members }: AwsError): Error {
  const { Item: item, CancellationReasons: reasons }: { Item?: Item; CancellationReasons?: CancellationReason[] } =
    members;
  switch (code) {
    case 'ConditionalCheckFailedException':
      return conditionalCheckFailed(item);
    case 'TransactionCanceledException':
      return transactionCanceled(reasons ?? []);
    default:
      return validationException(`${code}: ${message}`);
  }
}
