import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createBotApi } from '@pulso/adapters/bot-api';
import { createDeliveryStore } from '@pulso/adapters/dynamodb';
import {
  callTimeouts,
  createHandler,
  createServiceLog,
  fingerprint,
  randomToken,
  readConfig,
  systemClock,
  systemRandom,
} from '@pulso/adapters/node-runtime';
import { createChangeVisibility, createSendMessages } from '@pulso/adapters/sqs';
import { createSecrets } from '@pulso/adapters/ssm';
import { type ReportUpdatesDeps, botApiCallTimeoutMs, processReportUpdates } from '@pulso/domain/delivery';
import { hourMs } from '@pulso/kit/time';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { parseConfig } from './config';

/** Telegram's refusal reveals a rotated token anyway; this only bounds how long a stale one stays in memory. */
const tokenTtlMs = hourMs;

const log = createServiceLog('notifier');
const config = readConfig(parseConfig, log);
// A hanging call must fail in time to settle the batch; without the last setting the SDK only warns.
const requestHandler = callTimeouts(2_000);
const client = { maxAttempts: 2, requestHandler };
const sqs = new SQSClient(client);
const ssm = new SSMClient(client);
const secrets = createSecrets(ssm, { names: [config.botTokenParameter], ttlMs: tokenTtlMs, clock: systemClock });
/** Not cached: calls are rare, and a refusal because of an old secret would end a delivery. */
const readWebhookSecret = (name: string): Promise<string> => {
  const parameter = `${config.webhookParameterPrefix}${name}`;
  return createSecrets(ssm, { names: [parameter], ttlMs: 0, clock: systemClock }).get(parameter);
};
const botApiOptions = {
  apiRoot: config.telegramApiRoot,
  token: () => secrets.get(config.botTokenParameter),
  fetch,
  timeoutMs: botApiCallTimeoutMs,
};
const refreshBotToken = async (): Promise<void> => secrets.refresh();
const deps: ReportUpdatesDeps = {
  store: createDeliveryStore(new DynamoDBClient(client), config.deliveriesTableName),
  botApi: createBotApi(botApiOptions),
  refreshBotToken,
  sendReportUpdates: createSendMessages(sqs, config.reportUpdatesQueueUrl),
  changeVisibility: createChangeVisibility(sqs, config.reportUpdatesQueueUrl),
  clock: systemClock,
  random: systemRandom,
  newToken: randomToken,
  // Separate bundles: most messages need none of them.
  loadChartTools: () => import('./chart.js'),
  loadMailTools: config.mailFrom === '' ? undefined : async () => (await import('./mail.js')).createMailTools(config),
  checkWebhook: async () =>
    await (await import('./webhook-check.js')).createCheckWebhook(config, { botApiOptions, refreshBotToken, log })(),
  loadWebhookTools: async () => (await import('./webhook.js')).createWebhookTools(readWebhookSecret),
  fingerprint,
  log,
};

export const handler = createHandler((event: SQSEvent): Promise<SQSBatchResponse> =>
  processReportUpdates(event.Records, deps),
);
