import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createReadRetentionDays, createRunQuery } from '@pulso/adapters/cloudwatch-logs';
import {
  callTimeouts,
  createHandler,
  createServiceLog,
  readConfig,
  systemClock,
  systemRandom,
  unkeptConnections,
} from '@pulso/adapters/node-runtime';
import { createChangeVisibility, createSendMessages, createSendOnce } from '@pulso/adapters/sqs';
import { type ProcessQueryJobsDeps, processQueryJobs } from '@pulso/domain/query-execution';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { parseConfig } from './config';

const log = createServiceLog('query-worker');
const config = readConfig(parseConfig, log);
// A hanging call must fail in time to settle the batch; without the last setting the SDK only warns.
const callTimeoutMs = 3_000;
const sqs = new SQSClient({ maxAttempts: 2, requestHandler: callTimeouts(callTimeoutMs) });
const sqsOnce = new SQSClient({ maxAttempts: 1, requestHandler: unkeptConnections(callTimeoutMs) });
const logs = new CloudWatchLogsClient({ maxAttempts: 1, requestHandler: unkeptConnections(callTimeoutMs) });
const sendRunEvents = createSendMessages(sqs, config.runEventsQueueUrl);
const sendQueryJob = createSendOnce(sqsOnce, config.queryJobsQueueUrl);
const deps: ProcessQueryJobsDeps = {
  runQuery: createRunQuery({
    client: logs,
    readRetentionDays: createReadRetentionDays(logs, systemClock),
    clock: systemClock,
  }),
  publishRunEvent: (event) => sendRunEvents([{ body: event }]),
  reenqueueJob: (job, delaySeconds) => sendQueryJob({ body: job, delaySeconds }),
  changeVisibility: createChangeVisibility(sqsOnce, config.queryJobsQueueUrl),
  clock: systemClock,
  random: systemRandom,
  log,
  pollBudgetMs: config.pollBudgetMs,
};

export const handler = createHandler((event: SQSEvent): Promise<SQSBatchResponse> =>
  processQueryJobs(event.Records, deps),
);
