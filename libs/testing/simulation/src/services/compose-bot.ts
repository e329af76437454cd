import { createCommandStates, createForgetUser, createMeetUser, createUpdateClaims } from '@pulso/adapters/dynamodb';
import { createStartRun } from '@pulso/adapters/lambda';
import { decodeBase64, equalInConstantTime, hmacSha256Hex } from '@pulso/adapters/node-runtime';
import { createSecrets } from '@pulso/adapters/ssm';
import { type UsageRecord } from '@pulso/contracts/usage-metrics';
import {
  askTools,
  commandList,
  handleWebhook,
  type Replies,
  type WebhookCall,
  type WebhookDeps,
} from '@pulso/domain/conversation';
import { classifyNetworkError, classifyRefusal } from '@pulso/kit/telegram';
import { type JsonObject } from '@pulso/world/telegram';

import { type CallTelegram, type Compose } from './clients';
import { botApiOver } from './compose-notifier';
import { names, ownerUserId } from './names';

export interface BotParts {
  /** Unique over all processes of the world. */
  readonly newToken: () => string;
  readonly recordUsage: (record: UsageRecord) => void;
}

/** The bot without Telegraf: its updates go straight to the conversation, its replies straight to Telegram. */
export const composeBot =
  ({ newToken, recordUsage }: BotParts): Compose =>
  (environment, { dynamoDb, ssm, lambda, telegram }) => {
    const { clock, log } = environment;
    const secrets = createSecrets(ssm, {
      names: [names.botTokenParameter, names.webhookSecretsParameter, names.pseudonymKeyParameter],
      ttlMs: 300_000,
      clock,
    });
    const replies = createReplies(telegram, () => secrets.get(names.botTokenParameter), secrets.refresh);
    const deps: WebhookDeps = {
      bot: { id: 1, username: 'PulsoBot' },
      commands: commandList({}),
      loadAskTools: async () => askTools,
      commandStates: createCommandStates(dynamoDb, names.usersTable),
      callOutward: async () => ({ type: 'failed', reason: 'nothing is outside' }),
      readOwnSecret: async () => '',
      adminUserIds: new Set([ownerUserId]),
      readWebhookSecrets: () => secrets.get(names.webhookSecretsParameter),
      readPseudonymKey: () => secrets.get(names.pseudonymKeyParameter),
      claims: createUpdateClaims(dynamoDb, names.usersTable),
      meetUser: createMeetUser(dynamoDb, names.usersTable),
      forgetUser: createForgetUser(dynamoDb, names.usersTable),
      ...{ logRetentionDays: 7, timeZone: 'UTC' },
      runUpdate: (_update, answer) => answer(replies),
      startRun: createStartRun(lambda, names.dispatcher),
      recordUsage: async (record) => recordUsage(record),
      // No update of the simulation changes the bot's membership.
      recordMembership: () => undefined,
      random: environment.random,
      equalInConstantTime,
      hmacSha256Hex,
      decodeBase64,
      randomToken: newToken,
      clock,
      log,
    };
    return { handler: (call) => handleWebhook(call as WebhookCall, deps) };
  };

function createReplies(telegram: CallTelegram, readToken: () => Promise<string>, forgetToken: () => void): Replies {
  const botApi = botApiOver(telegram, readToken);
  /** Reads a refused token anew, once. */
  const withNewToken = async <Outcome extends { readonly status: string }>(call: () => Promise<Outcome>) => {
    const outcome = await call();
    if (outcome.status !== 'unauthorized') return outcome;
    forgetToken();
    return call();
  };
  const answer = async (parameters: JsonObject): ReturnType<Replies['answerCallbackQuery']> => {
    try {
      const reply = await telegram('answerCallbackQuery', { parameters, token: await readToken() });
      return reply.ok
        ? { status: 'answered' }
        : classifyRefusal({ httpStatus: reply.error_code ?? 200, answer: reply });
    } catch (error) {
      return classifyNetworkError(error);
    }
  };
  return {
    sendMessage: ({ chatId, text: html }) =>
      withNewToken(() => botApi.sendMessage({ chatId: String(chatId), html, silent: false })),
    editMessage: ({ chatId, messageId, text: html }) =>
      withNewToken(() => botApi.editMessageText({ chatId: String(chatId), messageId, html })),
    answerCallbackQuery: ({ callbackQueryId, text }) =>
      withNewToken(() => answer({ callback_query_id: callbackQueryId, text })),
  };
}
