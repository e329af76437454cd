import { type BotApi, type Buttons } from '@pulso/domain/delivery';
import {
  classifyEditRefusal,
  classifyRefusal,
  type EditOutcome,
  type Html,
  type SendOutcome,
} from '@pulso/kit/telegram';
import * as z from 'zod/mini';

import { type BotApiOptions, type Called, type Method, callMethod } from './call-method';

/** @param body - An object travels as JSON, a form with its files. */
type Call = (method: Method, body: object | FormData) => Promise<Called>;

const messageSchema = z.object({ message_id: z.int() });

const chartFile = 'chart.png';

/**
 * Creates the client that deliveries use: one HTTP request per call, no retry, and an outcome that says whether the
 * call may have taken effect.
 */
export function createBotApi(options: BotApiOptions): BotApi {
  const call: Call = (method, body) => callMethod(method, body, options);
  return {
    sendMessage: async ({ chatId, messageThreadId, html, silent, buttons }) =>
      sendOutcomeOf(
        await call('sendMessage', {
          ...contentOf(chatId, html, buttons),
          message_thread_id: messageThreadId,
          disable_notification: silent,
        }),
      ),
    editMessageText: async ({ chatId, messageId, html, buttons }) =>
      editOutcomeOf(await call('editMessageText', { ...contentOf(chatId, html, buttons), message_id: messageId })),
    sendPhoto: async ({ chatId, messageThreadId, png, caption, silent }) => {
      const target = { chat_id: chatId, message_thread_id: messageThreadId };
      const form = formWith(
        { ...target, caption, disable_notification: silent },
        { field: 'photo', fileName: chartFile, contentType: 'image/png', content: png },
      );
      return sendOutcomeOf(await call('sendPhoto', form));
    },
    editMessageMedia: async ({ chatId, messageId, png, caption }) => {
      const media = { type: 'photo', media: 'attach://chart', caption };
      const form = formWith(
        { chat_id: chatId, message_id: messageId, media },
        { field: 'chart', fileName: chartFile, contentType: 'image/png', content: png },
      );
      return editOutcomeOf(await call('editMessageMedia', form));
    },
    sendDocument: async ({ chatId, messageThreadId, caption, silent, ...file }) => {
      const target = { chat_id: chatId, message_thread_id: messageThreadId };
      const form = formWith({ ...target, caption, disable_notification: silent }, { field: 'document', ...file });
      return sendOutcomeOf(await call('sendDocument', form));
    },
  };
}

/** What is undefined is left out of JSON. An edit without buttons takes those away that are there. */
const contentOf = (chatId: string, { html }: Html, buttons: Buttons | undefined) => ({
  chat_id: chatId,
  text: html,
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
  reply_markup: buttons?.length
    ? {
        inline_keyboard: buttons.map((row) => row.map((button) => ({ text: button.text, callback_data: button.data }))),
      }
    : undefined,
});

function sendOutcomeOf(called: Called): SendOutcome {
  switch (called.status) {
    case 'ok': {
      const messageId = z.safeParse(messageSchema, called.answer.result).data?.message_id;
      if (messageId === undefined) return { status: 'unknown', reason: 'an answer without a message id' };
      return { status: 'sent', messageId };
    }
    case 'failed':
      return classifyRefusal(called);
    default:
      return called;
  }
}

function editOutcomeOf(called: Called): EditOutcome {
  switch (called.status) {
    case 'ok':
      return { status: 'edited' };
    case 'failed':
      return classifyEditRefusal(called) ?? classifyRefusal(called);
    default:
      return called;
  }
}

/** A file of a request, beside its other parameters. */
interface Attached {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * Writes parameters with a file, which JSON can't carry.
 *
 * @param parameters - Those that are `undefined` are left out; objects travel as JSON.
 * @see https://core.telegram.org/bots/api#sending-files
 */
function formWith(
  parameters: Readonly<Record<string, unknown>>,
  { field, fileName, contentType, content }: Attached,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  // A copy: the bytes may belong to a shared buffer, which a Blob does not take.
  form.set(field, new Blob([new Uint8Array(content)], { type: contentType }), fileName);
  return form;
}
