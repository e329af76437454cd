import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDeliveryStore } from '@pulso/adapters/dynamodb-deliveries';
import { type DeliveryKey, type DeliveryStore, type DeliveryWrite } from '@pulso/delivery';
import { type DynamoDbService, type Gateway, createDynamoDbService, startGateway } from '@pulso/local-aws';
import { type LocalClock, createLocalClock } from '@pulso/local-clock';

const region = 'eu-central-1';
const tableName = 'pulso-test-deliveries';
const key: DeliveryKey = { runId: 'daily-usage/manual/a', destinationKey: 'telegram:-1001', part: 0 };

const write = (overrides: Partial<DeliveryWrite> = {}): DeliveryWrite => ({
  delivery: { lease: { takenAtMs: 1_000, untilMs: 159_000 }, sendIntent: true },
  token: 'a',
  replaces: undefined,
  expiresAtSeconds: 1_800_000_000,
  ...overrides,
});
