import { type TableDefinition } from '@pulso/world/dynamodb';
import { type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { localAccountId } from '../service';
import { testRegion } from './start-test-cloud';

/** A function `worker` with the role of that name. */
export const functionDefinition = (overrides: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
  name: 'worker',
  arn: `arn:aws:lambda:${testRegion}:${localAccountId}:function:worker`,
  roleArn: `arn:aws:iam::${localAccountId}:role/worker`,
  handler: 'handler.handler',
  runtime: 'nodejs24.x',
  packagePath: '/nowhere',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
  logGroupName: '/aws/lambda/worker',
  logFormat: 'JSON',
  publicUrl: false,
  asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
  ...overrides,
});

/** A standard queue with AWS's defaults. */
export const queueDefinition = (name: string, overrides: Partial<QueueDefinition> = {}): QueueDefinition => ({
  name,
  arn: `arn:aws:sqs:${testRegion}:${localAccountId}:${name}`,
  visibilityTimeoutSeconds: 30,
  delaySeconds: 0,
  messageRetentionSeconds: 345_600,
  maxMessageBytes: 1_048_576,
  receiveWaitTimeSeconds: 0,
  ...overrides,
});

/** A table whose partition key is the string `pk`. */
export const tableDefinition = (name: string, overrides: Partial<TableDefinition> = {}): TableDefinition => ({
  name,
  arn: `arn:aws:dynamodb:${testRegion}:${localAccountId}:table/${name}`,
  partitionKey: { name: 'pk', type: 'S' },
  ...overrides,
});
