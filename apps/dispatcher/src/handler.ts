import { SQSClient } from '@aws-sdk/client-sqs';
import { callTimeouts, systemClock, writeLine } from '@pulso/adapters/node-runtime';
import { createSendMessages } from '@pulso/adapters/sqs';
import { type DispatchDeps, dispatch } from '@pulso/fan-out';
import { createJsonLog } from '@pulso/logging';
import { catalogue } from '@pulso/reports';

import { parseConfig } from './config';

const config = parseConfig(process.env);
// Without the last setting the SDK would print a warning and wait on, until the function's time is over.
const requestHandler = callTimeouts(3_000);
const sqs = new SQSClient({ maxAttempts: 2, requestHandler });
const deps: DispatchDeps = {
  catalogue,
  settings: config,
  sendRunEvents: createSendMessages(sqs, config.runEventsQueueUrl),
  sendQueryJobs: createSendMessages(sqs, config.queryJobsQueueUrl),
  clock: systemClock,
  log: createJsonLog(writeLine, { service: 'dispatcher' }),
};

export const handler = (event: unknown): Promise<void> => dispatch(event, deps);
