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
import { classifyEditRefusal, classifyNetworkError, classifyRefusal } from '@pulso/kit/telegram';

import { type BotApiAnswer, type JsonObject } from '@pulso/world/telegram';

import { type CallTelegram, type Compose, type TelegramMethod } from './clients';
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
      logRetentionDays: 7,
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
  const call = async (method: TelegramMethod, parameters: JsonObject): Promise<BotApiAnswer> => {
    const answer = await telegram(method, { parameters, token: await readToken() });
    if (answer.error_code !== 401) return answer;
    forgetToken();
    return telegram(method, { parameters, token: await readToken() });
  };
  const refusedBy = (answer: BotApiAnswer) => ({ httpStatus: answer.error_code ?? 200, answer });
  return {
    sendMessage: async ({ chatId, text }) => {
      try {
        const answer = await call('sendMessage', { chat_id: chatId, text: text.html, parse_mode: 'HTML' });
        if (!answer.ok) return classifyRefusal(refusedBy(answer));
        return { status: 'sent', messageId: (answer.result as { readonly message_id: number }).message_id };
      } catch (error) {
        return classifyNetworkError(error);
      }
    },
    editMessage: async ({ chatId, messageId, text }) => {
      try {
        const target = { chat_id: chatId, message_id: messageId };
        const answer = await call('editMessageText', { ...target, text: text.html, parse_mode: 'HTML' });
        if (answer.ok) return { status: 'edited' };
        return classifyEditRefusal(refusedBy(answer)) ?? classifyRefusal(refusedBy(answer));
      } catch (error) {
        return classifyNetworkError(error);
      }
    },
    answerCallbackQuery: async ({ callbackQueryId, text }) => {
      try {
        const answer = await call('answerCallbackQuery', { callback_query_id: callbackQueryId, text });
        return answer.ok ? { status: 'answered' } : classifyRefusal(refusedBy(answer));
      } catch (error) {
        return classifyNetworkError(error);
      }
    },
  };
}
