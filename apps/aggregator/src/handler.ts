import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb-runs';
import { callTimeouts, systemClock, systemRandom, writeLine } from '@pulso/adapters/node-runtime';
import { createSendMessages } from '@pulso/adapters/sqs';
import { type ProcessRunEventsDeps, processRunEvents } from '@pulso/fan-in';
import { createJsonLog } from '@pulso/logging';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { parseConfig } from './config';

const config = parseConfig(process.env);
// A call that hangs must fail while the invocation can still settle its batch; without the last setting the SDK only warns.
const requestHandler = callTimeouts(2_000);
const client = { maxAttempts: 2, requestHandler };
const dynamodb = new DynamoDBClient(client);
const sqs = new SQSClient(client);
const sendRunEvents = createSendMessages(sqs, config.runEventsQueueUrl);
const sendReportUpdates = createSendMessages(sqs, config.reportUpdatesQueueUrl);
const deps: ProcessRunEventsDeps = {
  store: createRunStore(dynamodb, config.runsTableName, systemClock),
  watch: createScheduleWatch(dynamodb, config.runsTableName, systemClock),
  publishReportUpdate: (update) => sendReportUpdates([{ body: update }]),
  resendRunEvent: (event, delaySeconds) => sendRunEvents([{ body: event, delaySeconds }]),
  clock: systemClock,
  random: systemRandom,
  log: createJsonLog(writeLine, { service: 'aggregator' }),
};

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => processRunEvents(event.Records, deps);
