import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb';
import {
  callTimeouts,
  createHandler,
  createServiceLog,
  readConfig,
  systemClock,
  systemRandom,
} from '@pulso/adapters/node-runtime';
import { createChangeVisibility, createSendMessages } from '@pulso/adapters/sqs';
import { type ProcessRunEventsDeps, processRunEvents } from '@pulso/domain/fan-in';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { parseConfig } from './config';

const log = createServiceLog('aggregator');
const config = readConfig(parseConfig, log);
// A hanging call must fail in time to settle the batch; without the last setting the SDK only warns.
const requestHandler = callTimeouts(2_000);
const client = { maxAttempts: 2, requestHandler };
const dynamodb = new DynamoDBClient(client);
const sqs = new SQSClient(client);
const sendReportUpdates = createSendMessages(sqs, config.reportUpdatesQueueUrl);
const deps: ProcessRunEventsDeps = {
  store: createRunStore(dynamodb, config.runsTableName, systemClock),
  watch: createScheduleWatch(dynamodb, config.runsTableName, systemClock),
  schedules: config.schedules,
  publishReportUpdate: (update) => sendReportUpdates([{ body: update }]),
  changeVisibility: createChangeVisibility(sqs, config.runEventsQueueUrl),
  clock: systemClock,
  random: systemRandom,
  log,
};

export const handler = createHandler((event: SQSEvent): Promise<SQSBatchResponse> =>
  processRunEvents(event.Records, deps),
);
