import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createCommandStates, createForgetUser, createMeetUser, createUpdateClaims } from '@pulso/adapters/dynamodb';
import { createRecordMembership, createRecordUsage } from '@pulso/adapters/emf';
import { createStartRun } from '@pulso/adapters/lambda';
import {
  callTimeouts,
  createCallOutward,
  createHandler,
  createServiceLog,
  decodeBase64,
  equalInConstantTime,
  hmacSha256Hex,
  randomToken,
  readConfig,
  systemClock,
  systemRandom,
  unkeptConnections,
  writeLine,
} from '@pulso/adapters/node-runtime';
import { UnknownSecretError, createSecrets } from '@pulso/adapters/ssm';
import { createRunUpdate } from '@pulso/adapters/telegraf';
import { commandSecretParameter } from '@pulso/contracts/envelope';
import { type WebhookAnswer, type WebhookDeps, commands, handleWebhook } from '@pulso/domain/conversation';
import type { LambdaFunctionURLEvent } from 'aws-lambda';

import { parseConfig } from './config';

const log = createServiceLog('bot');
const config = readConfig(parseConfig, log);
const bot = { id: config.botId, username: config.botUsername, firstName: config.botFirstName };
const callTimeoutMs = 2_000;
/** The longest that a command's outward call may take of an update's 7.5 s; the rest is for its reply. */
const outwardTimeoutMs = 3_000;
const client = {
  // Telegram waits for the answer: better an early error, after which it delivers again, than a call that hangs.
  maxAttempts: 2,
  // Without this setting the SDK only warns and waits on.
  requestHandler: callTimeouts(callTimeoutMs),
};
const dynamoDb = new DynamoDBClient(client);
const secrets = createSecrets(new SSMClient(client), {
  names: [
    config.botTokenParameter,
    config.webhookSecretsParameter,
    config.pseudonymKeyParameter,
    ...config.commandSecretParameters,
  ],
  ttlMs: 300_000,
  clock: systemClock,
});

const deps: WebhookDeps = {
  bot,
  commands,
  adminUserIds: config.adminUserIds,
  logRetentionDays: config.logRetentionDays,
  timeZone: config.timeZone,
  readWebhookSecrets: () => secrets.get(config.webhookSecretsParameter),
  readPseudonymKey: () => secrets.get(config.pseudonymKeyParameter),
  claims: createUpdateClaims(dynamoDb, config.usersTableName),
  meetUser: createMeetUser(dynamoDb, config.usersTableName),
  forgetUser: createForgetUser(dynamoDb, config.usersTableName),
  loadAskTools: async () => (await import('./ask.js')).askTools,
  commandStates: createCommandStates(dynamoDb, config.usersTableName),
  callOutward: createCallOutward({ fetch, timeoutMs: outwardTimeoutMs }),
  // Only those that the settings name: never the bot's own.
  readOwnSecret: async (name) => {
    const own = `/${commandSecretParameter(name)}`;
    const parameter = config.commandSecretParameters.find((known) => known.endsWith(own));
    if (parameter === undefined) throw new UnknownSecretError(name, config.commandSecretParameters);
    return secrets.get(parameter);
  },
  runUpdate: createRunUpdate({
    readToken: () => secrets.get(config.botTokenParameter),
    forgetToken: secrets.refresh,
    botInfo: bot,
    apiRoot: config.telegramApiRoot,
  }),
  // One attempt: the conversation repeats the call itself, within Telegraf's 8 s, and has to see each answer.
  startRun: createStartRun(
    new LambdaClient({ maxAttempts: 1, requestHandler: unkeptConnections(callTimeoutMs) }),
    config.dispatcherFunctionName,
  ),
  recordUsage: createRecordUsage(config.metricNamespace, writeLine),
  recordMembership: createRecordMembership(writeLine),
  equalInConstantTime,
  hmacSha256Hex,
  decodeBase64,
  randomToken,
  random: systemRandom,
  clock: systemClock,
  log,
};

export const handler = createHandler((call: LambdaFunctionURLEvent): Promise<WebhookAnswer> =>
  handleWebhook(call, deps),
);
