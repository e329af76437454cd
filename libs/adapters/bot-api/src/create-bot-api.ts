import { type BotApi, type Buttons, type ReadWebhookInfo } from '@pulso/domain/delivery';
import {
  classifyEditRefusal,
  classifyRefusal,
  type EditOutcome,
  type Html,
  type SendOutcome,
} from '@pulso/kit/telegram';
import * as z from 'zod/mini';

import { type Attached, type BotApiOptions, type MethodParameters, callMethod } from './call-method';

/**
 * Creates the client that deliveries use: one HTTP request per call, no retry, and an outcome that says whether the
 * call may have taken effect.
 */
export function createBotApi(options: BotApiOptions): BotApi {
  const send = async (method: string, parameters: MethodParameters, file?: Attached): Promise<SendOutcome> => {
    const called = await callMethod(method, parameters, options, file);
    if (called.status === 'failed') return classifyRefusal(called);
    if (called.status !== 'ok') return called;
    const messageId = z.safeParse(messageSchema, called.result).data?.message_id;
    return messageId === undefined
      ? { status: 'unknown', reason: 'an answer without a message id' }
      : { status: 'sent', messageId };
  };
  const edit = async (method: string, parameters: MethodParameters, file?: Attached): Promise<EditOutcome> => {
    const called = await callMethod(method, parameters, options, file);
    if (called.status === 'failed') return classifyEditRefusal(called) ?? classifyRefusal(called);
    return called.status === 'ok' ? { status: 'edited' } : called;
  };
  return {
    sendMessage: ({ html, buttons, ...place }) => send('sendMessage', { ...placeOf(place), ...textOf(html, buttons) }),
    editMessageText: ({ chatId, messageId, html, buttons }) =>
      edit('editMessageText', { chat_id: chatId, message_id: messageId, ...textOf(html, buttons) }),
    sendPhoto: ({ png, caption, ...place }) =>
      send('sendPhoto', { ...placeOf(place), caption }, { ...chart, field: 'photo', content: png }),
    editMessageMedia: ({ chatId, messageId, png, caption }) => {
      const media = { type: 'photo', media: 'attach://chart', caption };
      const file = { ...chart, field: 'chart', content: png };
      return edit('editMessageMedia', { chat_id: chatId, message_id: messageId, media }, file);
    },
    sendDocument: ({ chatId, messageThreadId, silent, caption, ...file }) =>
      send(
        'sendDocument',
        { ...placeOf({ chatId, messageThreadId, silent }), caption },
        { ...file, field: 'document' },
      ),
  };
}

const messageSchema = z.object({ message_id: z.int() });

const chart = { fileName: 'chart.png', contentType: 'image/png' };

interface Place {
  readonly chatId: string;
  readonly messageThreadId?: number | undefined;
  readonly silent?: boolean | undefined;
}

const placeOf = ({ chatId, messageThreadId, silent }: Place) => ({
  chat_id: chatId,
  message_thread_id: messageThreadId,
  disable_notification: silent,
});

/** An edit without buttons removes existing ones. */
const textOf = ({ html }: Html, buttons: Buttons | undefined) => ({
  text: html,
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
  reply_markup: buttons?.length
    ? { inline_keyboard: buttons.map((row) => row.map(({ text, data }) => ({ text, callback_data: data }))) }
    : undefined,
});

/** @see https://core.telegram.org/bots/api#webhookinfo */
const webhookInfoSchema = z.object({
  url: z.string(),
  pending_update_count: z.int(),
  /** Epoch seconds. */
  last_error_date: z.optional(z.int()),
  last_error_message: z.optional(z.string()),
});

/**
 * Asks Telegram about the bot's webhook: one call, which never throws.
 *
 * @see https://core.telegram.org/bots/api#getwebhookinfo
 */
export const createReadWebhookInfo =
  (options: BotApiOptions): ReadWebhookInfo =>
  async () => {
    const called = await callMethod('getWebhookInfo', {}, options);
    if (called.status === 'failed') return classifyRefusal(called);
    if (called.status !== 'ok') return called;
    const found = z.safeParse(webhookInfoSchema, called.result).data;
    if (!found) return { status: 'unknown', reason: 'an answer that says nothing of a webhook' };
    const { url, pending_update_count: pendingUpdateCount, last_error_date: errorSeconds } = found;
    const info = { url, pendingUpdateCount };
    if (errorSeconds === undefined) return { status: 'read', info };
    const lastError = { atMs: errorSeconds * 1000, message: found.last_error_message ?? '' };
    return { status: 'read', info: { ...info, lastError } };
  };
