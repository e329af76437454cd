import { type Buttons, type InlineButton, type OutgoingFile, type Replies } from '@pulso/domain/conversation';
import {
  type CallFailure,
  type EditOutcome,
  type ErrorAnswer,
  classifyEditRefusal,
  classifyNetworkError,
  classifyRefusal,
  defined,
} from '@pulso/kit/telegram';
import { type Telegram, TelegramError } from 'telegraf';

/**
 * Sends replies through the Bot API. Texts are HTML, links show no preview, and no function throws.
 *
 * @param call - Throws what Telegraf throws.
 */
export const createReplies = (call: CallTelegram): Replies => ({
  sendMessage: async ({ chatId, text, file, replyToMessageId, topicId, buttons }) =>
    attempt(async () => {
      const place = {
        chat_id: chatId,
        ...defined({ message_thread_id: topicId, reply_markup: buttons && keyboardOf(buttons) }),
        ...(replyToMessageId === undefined
          ? {}
          : { reply_parameters: { message_id: replyToMessageId, allow_sending_without_reply: true } }),
      };
      const sent = await (file
        ? sendFile(call, file, { ...place, caption: text.html.toWellFormed(), ...inHtml })
        : call('sendMessage', { ...place, text: text.html.toWellFormed(), ...htmlWithoutPreview }));
      return { status: 'sent', messageId: sent.message_id };
    }),

  editMessage: async ({ chatId, messageId, text, buttons }) => {
    try {
      await call('editMessageText', {
        chat_id: chatId,
        message_id: messageId,
        text: text.html.toWellFormed(),
        ...htmlWithoutPreview,
        ...defined({ reply_markup: buttons && keyboardOf(buttons) }),
      });
      return { status: 'edited' };
    } catch (error) {
      return classifyEditFailure(error);
    }
  },

  answerCallbackQuery: async ({ callbackQueryId, text }) =>
    attempt(async () => {
      await call('answerCallbackQuery', {
        callback_query_id: callbackQueryId,
        ...defined({ text }),
      });
      return { status: 'answered' };
    }),
});

interface FileContent {
  readonly chat_id: number;
  readonly caption: string;
  readonly parse_mode: 'HTML';
  readonly reply_parameters?: object;
}

/** In an upload Telegraf 4.16 writes only a few known fields as JSON, but not `reply_parameters`. */
function sendFile(
  call: CallTelegram,
  { kind, source }: OutgoingFile,
  { reply_parameters: repliesTo, ...content }: FileContent,
): Promise<{ readonly message_id: number }> {
  const more = { ...content, ...(repliesTo ? { reply_parameters: JSON.stringify(repliesTo) as never } : {}) };
  return kind === 'photo'
    ? call('sendPhoto', { ...more, photo: inputFileOf(source) })
    : call('sendDocument', { ...more, document: inputFileOf(source) });
}

/** Telegram distinguishes an address from an id. */
function inputFileOf(source: OutgoingFile['source']): string | { source: Buffer; filename: string } {
  if ('url' in source) return source.url;
  if ('fileId' in source) return source.fileId;
  return { source: Buffer.from(source.bytes), filename: source.name.replace(/[^\p{L}\p{N} ._-]/gu, '_') };
}

const keyboardOf = (buttons: Buttons) => ({ inline_keyboard: buttons.map((row) => row.map(buttonOf)) });

const buttonOf = (button: InlineButton) =>
  'url' in button ? { text: button.text, url: button.url } : { text: button.text, callback_data: button.data };

const inHtml = { parse_mode: 'HTML' } as const;
const htmlWithoutPreview = { ...inHtml, link_preview_options: { is_disabled: true } } as const;

async function attempt<Outcome>(act: () => Promise<Outcome>): Promise<Outcome | CallFailure> {
  try {
    return await act();
  } catch (error) {
    return classifyFailure(error);
  }
}

/** Calls one method of the Bot API. Throws what Telegraf throws. */
export type CallTelegram = Telegram['callApi'];

/** How long one call may take, ms. Telegraf's own limit is 500 s, longer than the function lives. */
const callTimeoutMs = 5_000;

/**
 * Limits the time of every call, by itself and by the time for the whole update.
 *
 * @param outOfTime - Aborts when the time for the update is over.
 */
export const withDeadline =
  (telegram: Pick<Telegram, 'callApi'>, outOfTime: AbortSignal): CallTelegram =>
  (method, payload) => {
    // Nothing was sent, so this must not look like an aborted call.
    if (outOfTime.aborted) return Promise.reject(new OutOfTimeError(`No time was left to call ${method}.`));
    const signal = AbortSignal.any([outOfTime, AbortSignal.timeout(callTimeoutMs)]);
    return telegram.callApi(method, payload, { signal: signal as unknown as ShimSignal });
  };

/** Telegraf's types use the signal of a polyfill; its HTTP client takes either. */
type ShimSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** The time for an update was over before a call. Nothing was sent: retryable. */
class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

/**
 * Classifies a failed call by what may be done next.
 *
 * @param error - What Telegraf threw.
 */
export function classifyFailure(error: unknown): CallFailure {
  if (error instanceof TelegramError) return classifyRefusal({ answer: answerOf(error) });
  if (error instanceof OutOfTimeError) return { status: 'not-sent', reason: error.name };
  return classifyNetworkError(error);
}

/** Classifies a failed edit, for which some refusals have their own meaning. */
const classifyEditFailure = (error: unknown): EditOutcome =>
  (error instanceof TelegramError ? classifyEditRefusal({ answer: answerOf(error) }) : undefined) ??
  classifyFailure(error);

const answerOf = ({ code, description, parameters }: TelegramError): ErrorAnswer => ({
  ok: false,
  error_code: code,
  description,
  parameters,
});
