import { type ReadWebhookInfo } from '@pulso/domain/delivery';
import { classifyRefusal } from '@pulso/kit/telegram';
import * as z from 'zod/mini';

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
    const found = z.safeParse(webhookInfoSchema, called.answer.result).data;
    if (!found) return { status: 'unknown', reason: 'an answer that says nothing of a webhook' };
    const { url, pending_update_count: pendingUpdateCount, last_error_date: errorSeconds } = found;
    const info = { url, pendingUpdateCount };
    if (errorSeconds === undefined) return { status: 'read', info };
    const lastError = { atMs: errorSeconds * 1000, message: found.last_error_message ?? '' };
    return { status: 'read', info: { ...info, lastError } };
  };
