import { type ReadWebhookInfo, type WebhookInfo } from '@pulso/domain/delivery';
import { classifyRefusal } from '@pulso/kit/telegram';
import * as z from 'zod/mini';

import { type BotApiAnswer } from './bot-api-answer';
import { type BotApiOptions, callMethod } from './call-method';

/** @see https://core.telegram.org/bots/api#webhookinfo */
const webhookInfoSchema = z.object({
  url: z.string(),
  pending_update_count: z.int(),
  /** Epoch seconds. */
  last_error_date: z.optional(z.int()),
  last_error_message: z.optional(z.string()),
});

/**
 * Asks Telegram about the bot's webhook, as the client of deliveries calls it: once, and without throwing.
 *
 * @see https://core.telegram.org/bots/api#getwebhookinfo
 */
export const createReadWebhookInfo =
  (options: BotApiOptions): ReadWebhookInfo =>
  async () => {
    const called = await callMethod('getWebhookInfo', {}, options);
    if (called.status === 'failed') return classifyRefusal(called);
    if (called.status !== 'ok') return called;
    const info = webhookInfoIn(called.answer);
    return info ? { status: 'read', info } : { status: 'unknown', reason: 'an answer that says nothing of a webhook' };
  };

function webhookInfoIn({ result }: BotApiAnswer): WebhookInfo | undefined {
  const found = z.safeParse(webhookInfoSchema, result).data;
  if (!found) return undefined;
  const { url, pending_update_count: pendingUpdateCount, last_error_date: errorSeconds, last_error_message } = found;
  if (errorSeconds === undefined) return { url, pendingUpdateCount };
  return { url, pendingUpdateCount, lastError: { atMs: errorSeconds * 1000, message: last_error_message ?? '' } };
}
