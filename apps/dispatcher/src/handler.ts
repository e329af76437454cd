import { SQSClient } from '@aws-sdk/client-sqs';
import { callTimeouts, createHandler, createServiceLog, readConfig, systemClock } from '@pulso/adapters/node-runtime';
import { createSendMessages } from '@pulso/adapters/sqs';
import { type DispatchDeps, dispatch } from '@pulso/domain/fan-out';
import { catalogue } from '@pulso/domain/reports';

import { parseConfig } from './config';

const log = createServiceLog('dispatcher');
const config = readConfig(parseConfig, log);
// Without this the SDK would print a warning and wait until the function times out.
const requestHandler = callTimeouts(3_000);
const sqs = new SQSClient({ maxAttempts: 2, requestHandler });
const deps: DispatchDeps = {
  catalogue,
  settings: config,
  sendRunEvents: createSendMessages(sqs, config.runEventsQueueUrl),
  sendQueryJobs: createSendMessages(sqs, config.queryJobsQueueUrl),
  clock: systemClock,
  log,
};

export const handler = createHandler((event: unknown): Promise<void> => dispatch(event, deps));
