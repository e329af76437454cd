import { createBotApi } from '@pulso/adapters/bot-api';
import { createDeliveryStore } from '@pulso/adapters/dynamodb-deliveries';
import { createSecrets } from '@pulso/adapters/ssm';
import { type ReportUpdatesDeps, botApiCallTimeoutMs, processReportUpdates } from '@pulso/delivery';

import { type CallTelegram, type Compose } from './clients';
import { readRecords, sendMessagesTo } from './events';
import { names } from './names';

const tokenTtlMs = 3_600_000;

/** @param newToken - Unique over all processes of the world. */
export const composeNotifier =
  (newToken: () => string): Compose =>
  (environment, { dynamoDb, sqs, ssm, telegram }) => {
    const { clock, random, log } = environment;
    const secrets = createSecrets(ssm, { names: [names.botTokenParameter], ttlMs: tokenTtlMs, clock });
    const deps: ReportUpdatesDeps = {
      store: createDeliveryStore(dynamoDb, names.deliveriesTable),
      botApi: createBotApi({
        apiRoot: 'https://telegram.invalid',
        token: () => secrets.get(names.botTokenParameter),
        fetch: fetchOver(telegram),
        timeoutMs: botApiCallTimeoutMs,
      }),
      refreshBotToken: async () => secrets.refresh(),
      sendReportUpdates: sendMessagesTo(names.reportUpdatesQueue, environment, sqs),
      clock,
      random,
      newToken,
      // No report of the simulation has a chart, no destination is a webhook.
      loadChartTools: () => Promise.reject(new TypeError('No charts here.')),
      loadWebhookTools: () => Promise.reject(new TypeError('No webhooks here.')),
      fingerprint: (text) => text,
      log,
    };
    return {
      handler: (event) => processReportUpdates(readRecords(event), deps),
      warmUp: () => secrets.get(names.botTokenParameter),
    };
  };

/**
 * The part of `fetch` that the Bot API adapter uses, over the simulated Telegram.
 *
 * A `Response` of the platform costs more than everything else in a simulated call, so this one has just the members
 * that the adapter reads; the cast says so.
 */
const fetchOver =
  (telegram: CallTelegram): typeof fetch =>
  async (address, init) => {
    const [, token = '', method] = /\/bot([^/]+)\/(\w+)$/.exec(String(address)) ?? [];
    if (method !== 'sendMessage' && method !== 'editMessageText') throw new TypeError(`No method ${method} here.`);
    const { chat_id: chatId, message_id: messageId, text } = JSON.parse(String(init?.body));
    const { httpStatus, body } = await telegram(method, { token, chatId, messageId, text });
    const answer = JSON.stringify(body);
    return { status: httpStatus, ok: httpStatus === 200, text: async () => answer } as Response;
  };
