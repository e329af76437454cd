import { type BotApi, type Buttons } from '@pulso/delivery';
import {
  type EditOutcome,
  type FailedAnswer,
  type NotSent,
  type SendOutcome,
  type Unknown,
  classifyEditRefusal,
  classifyNetworkError,
  classifyRefusal,
} from '@pulso/telegram-outcomes';

import { type BotApiAnswer, messageIdOf, parseAnswer } from './bot-api-answer';
import { photoForm } from './photo-form';

export interface BotApiOptions {
  /** `https://api.telegram.org` or a local server, with or without a slash at the end. */
  readonly apiRoot: string;
  /** The token to call with; read before every call, so the caller decides how long it is kept. */
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
  /** How long a call may take, its answer's body included, milliseconds. */
  readonly timeoutMs: number;
}

type Method = 'sendMessage' | 'editMessageText' | 'sendPhoto' | 'editMessageMedia';

/** @param body - An object travels as JSON, a form with its files. */
type Call = (method: Method, body: object | FormData) => Promise<Called>;

const chartFile = 'chart.png';

/** A call as far as it is the same for all methods. */
type Called =
  | { readonly status: 'ok'; readonly answer: BotApiAnswer }
  | ({ readonly status: 'failed' } & FailedAnswer)
  | NotSent
  | Unknown;

/**
 * Creates the client that deliveries use: one HTTP request per call, no retry, and an outcome that says whether the
 * call may have taken effect.
 *
 * Every request asks for its connection to be closed. A Lambda environment that was frozen finds kept connections dead,
 * and a reset after the request was written can't be told from a message that arrived.
 *
 * @see https://core.telegram.org/bots/api#making-requests
 */
export function createBotApi(options: BotApiOptions): BotApi {
  const call: Call = (method, body) => callMethod(method, body, options);
  return {
    sendMessage: async ({ chatId, messageThreadId, html, silent, buttons }) =>
      sendOutcomeOf(
        await call('sendMessage', {
          ...textOf(chatId, html.html, buttons),
          message_thread_id: messageThreadId,
          disable_notification: silent,
        }),
      ),
    editMessageText: async ({ chatId, messageId, html, buttons }) =>
      editOutcomeOf(await call('editMessageText', { ...textOf(chatId, html.html, buttons), message_id: messageId })),
    sendPhoto: async ({ chatId, messageThreadId, png, caption, silent }) => {
      const target = { chat_id: chatId, message_thread_id: messageThreadId };
      const form = photoForm(
        { ...target, caption, disable_notification: silent },
        { field: 'photo', fileName: chartFile, png },
      );
      return sendOutcomeOf(await call('sendPhoto', form));
    },
    editMessageMedia: async ({ chatId, messageId, png, caption }) => {
      const media = { type: 'photo', media: 'attach://chart', caption };
      const form = photoForm(
        { chat_id: chatId, message_id: messageId, media },
        { field: 'chart', fileName: chartFile, png },
      );
      return editOutcomeOf(await call('editMessageMedia', form));
    },
  };
}

/** What is undefined is left out of JSON. An edit without buttons takes those away that are there. */
const textOf = (chatId: string, text: string, buttons: Buttons | undefined) => ({
  chat_id: chatId,
  text,
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
  reply_markup: buttons?.length
    ? {
        inline_keyboard: buttons.map((row) => row.map((button) => ({ text: button.text, callback_data: button.data }))),
      }
    : undefined,
});

async function callMethod(method: Method, body: object | FormData, options: BotApiOptions): Promise<Called> {
  let token: string;
  try {
    token = await options.token();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    return { status: 'not-sent', reason: `the bot token can't be read (${name})` };
  }
  try {
    const response = await options.fetch(`${options.apiRoot.replace(/\/+$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      // The type of a form, with its boundary, is written by fetch.
      headers: { ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }), connection: 'close' },
      body: body instanceof FormData ? body : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const answer = parseAnswer(await response.text());
    return response.ok && answer?.ok
      ? { status: 'ok', answer }
      : { status: 'failed', httpStatus: response.status, answer };
  } catch (error) {
    return classifyNetworkError(error);
  }
}

function sendOutcomeOf(called: Called): SendOutcome {
  switch (called.status) {
    case 'ok': {
      const messageId = messageIdOf(called.answer);
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
