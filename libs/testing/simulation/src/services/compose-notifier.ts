import { createBotApi } from '@pulso/adapters/bot-api';
import { createDeliveryStore } from '@pulso/adapters/dynamodb';
import { fingerprint } from '@pulso/adapters/node-runtime';
import { classifySesError } from '@pulso/adapters/ses';
import { createChangeVisibility } from '@pulso/adapters/sqs';
import { createSecrets } from '@pulso/adapters/ssm';
import { createCallWebhook } from '@pulso/adapters/webhook';
import {
  type BotApi,
  botApiCallTimeoutMs,
  type MailTools,
  processReportUpdates,
  type ReportUpdatesDeps,
} from '@pulso/domain/delivery';
import { renderChart, renderReportMail, renderWebhookBody } from '@pulso/domain/report-rendering';

import { type CallTelegram, type Clients, type Compose, type TelegramCall, telegramMethods } from './clients';
import { readRecords, sendMessagesTo } from './compose-report-services';
import { names } from './names';

const tokenTtlMs = 3_600_000;

/** @param newToken - Unique over all processes of the world. */
export const composeNotifier =
  (newToken: () => string): Compose =>
  (environment, clients) => {
    const { dynamoDb, sqs, ssm, telegram, sendMail, callWebhook, renderPng } = clients;
    const { clock, random, log } = environment;
    const secrets = createSecrets(ssm, { names: [names.botTokenParameter], ttlMs: tokenTtlMs, clock });
    const deps: ReportUpdatesDeps = {
      store: createDeliveryStore(dynamoDb, names.deliveriesTable),
      botApi: botApiOver(telegram, () => secrets.get(names.botTokenParameter)),
      refreshBotToken: async () => secrets.refresh(),
      sendReportUpdates: sendMessagesTo(names.reportUpdatesQueue, environment, sqs),
      changeVisibility: createChangeVisibility(sqs, names.reportUpdatesQueue),
      // No schedule of a world asks for a check, since no fault removes the webhook.
      checkWebhook: async () => undefined,
      clock,
      random,
      newToken,
      loadChartTools: async () => ({ renderChart, renderPng }),
      loadMailTools: async () => createMailTools(sendMail),
      loadWebhookTools: async () => ({
        renderBody: renderWebhookBody,
        callWebhook: createCallWebhook({
          readSecret: (name) => {
            const parameter = `${names.webhookParameterPrefix}${name}`;
            return createSecrets(ssm, { names: [parameter], ttlMs: 0, clock }).get(parameter);
          },
          fetch: webhookFetchOver(callWebhook),
          timeoutMs: botApiCallTimeoutMs,
          clock,
        }),
      }),
      fingerprint,
      log,
    };
    return {
      handler: (event) => processReportUpdates(readRecords(event), deps),
      warmUp: () => secrets.get(names.botTokenParameter),
    };
  };

/**
 * The mail tools of the service but for the message itself, whose writing waits for streams and so for real time. The
 * picture's words are left out as well: without them two mails are equal exactly if their texts are.
 */
const createMailTools = (sendMail: Clients['sendMail']): MailTools => ({
  renderMail: (content, options) => renderReportMail(content, { ...options, chart: undefined }),
  sendMail: async (mail) => {
    try {
      await sendMail(mail);
      return { status: 'accepted' };
    } catch (error) {
      return classifySesError(error);
    }
  },
});

/** The production adapter over the simulated Telegram. */
export const botApiOver = (telegram: CallTelegram, token: () => Promise<string>): BotApi =>
  createBotApi({
    apiRoot: 'https://telegram.invalid',
    token,
    fetch: fetchOver(telegram),
    timeoutMs: botApiCallTimeoutMs,
  });

/**
 * The part of `fetch` that the Bot API adapter uses, over the simulated Telegram.
 *
 * A `Response` of the platform costs more than everything else in a simulated call, so this one has just the members
 * that the adapter reads; the cast says so.
 */
const fetchOver =
  (telegram: CallTelegram): typeof fetch =>
  async (address, init) => {
    const [, token = '', name] = /\/bot([^/]+)\/(\w+)$/.exec(String(address)) ?? [];
    const method = telegramMethods.find((known) => known === name);
    if (!method) throw new TypeError(`No method ${name} here.`);
    const answer = await telegram(method, { token, ...readCall(init?.body) });
    const [status, text] = [answer.error_code ?? 200, JSON.stringify(answer)];
    return { status, ok: status === 200, text: async () => text } as Response;
  };

/** Every file of a form is a picture, whose bytes are not read: that would take real time. */
function readCall(body: RequestInit['body']): Pick<TelegramCall, 'parameters' | 'pictures'> {
  if (!(body instanceof FormData)) return { parameters: JSON.parse(String(body)) };
  const fields = [...body];
  return {
    parameters: Object.fromEntries(fields.filter(([, value]) => typeof value === 'string')),
    pictures: fields.flatMap(([name, value]) => (typeof value === 'string' ? [] : [name])),
  };
}

/** The same for the adapter of webhooks. */
const webhookFetchOver =
  (callWebhook: Clients['callWebhook']): typeof fetch =>
  async (address, init) => {
    const { status, retryAfter = null } = await callWebhook({
      url: String(address),
      headers: (init?.headers ?? {}) as Record<string, string>,
      body: String(init?.body),
    });
    return { status, body: null, headers: { get: () => retryAfter } } as unknown as Response;
  };
