import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type InlineButton, type JsonObject, isJsonObject } from '../telegram-types';
import { optionalText, requiredText } from './json-fields';
import { checkedLink, cleanText } from './parse-html';

/** @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
const maxCallbackDataBytes = 64;

/** What is beyond is left out without a word. @see td/telegram/ReplyMarkup.cpp get_reply_markup */
const limits = { buttonsInRow: 12, buttons: 300 };

/** Markup that Telegram takes and the local server does not. */
const otherMarkup = ['keyboard', 'remove_keyboard', 'hide_keyboard', 'force_reply'];

/** Of a button: what Telegram takes and the local server does not. */
const otherButtonFields = [
  ...['icon_custom_emoji_id', 'style', 'switch_inline_query', 'switch_inline_query_current_chat', 'web_app'],
  ...['copy_text', 'switch_inline_query_chosen_chat', 'login_url', 'callback_game', 'pay'],
];

/** Under a message. @see https://core.telegram.org/bots/api#inlinekeyboardmarkup */
export interface InlineKeyboard extends JsonObject {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

/**
 * Reads and checks `reply_markup`, of which inline keyboards are emulated.
 *
 * @returns What Telegram keeps of it; `undefined` when there is none or it has no button.
 * @throws {BotApiError} 400.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp get_reply_markup
 */
export function replyMarkup(parameters: CallParameters): InlineKeyboard | undefined {
  const markup = parameters.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isJsonObject(markup)) throw badRequest('Object expected as reply markup');
  const other = otherMarkup.find((name) => name in markup);
  if (other !== undefined) throw notEmulated(`reply markup with ${other}`);
  const rows = keptButtons(rowsOf(markup['inline_keyboard']));
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}

function rowsOf(rows: unknown): InlineButton[][] {
  if (rows === undefined) return [];
  if (!Array.isArray(rows)) throw badRequest('Field "inline_keyboard" must be of type Array');
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) {
      throw badRequest('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
    }
    return row.map(inlineButton);
  });
}

/** Buttons without text are left out, and so are rows without buttons. */
function keptButtons(rows: readonly InlineButton[][]): InlineButton[][] {
  let left = limits.buttons;
  return rows.flatMap((row) => {
    const kept = row.filter(({ text }) => text !== '').slice(0, Math.min(limits.buttonsInRow, left));
    left -= kept.length;
    return kept.length > 0 ? [kept.map(withCleanText)] : [];
  });
}

function withCleanText(button: InlineButton): InlineButton {
  const text = cleanText(button.text);
  if (text === '') throw badRequest('Inline keyboard button text must be non-empty');
  return { ...button, text };
}

const refuseButton = (problem: string) => badRequest(`Can't parse inline keyboard button: ${problem}`);

function inlineButton(button: unknown): InlineButton {
  if (!isJsonObject(button)) throw refuseButton('InlineKeyboardButton must be an Object');
  const text = requiredText(button, 'text', refuseButton);
  const other = otherButtonFields.find((name) => name in button);
  if (other !== undefined) throw notEmulated(`an inline keyboard button with ${other}`);
  return { text, ...inlineAction(button) };
}

function inlineAction(button: JsonObject): Omit<InlineButton, 'text'> {
  const url = optionalText(button, 'url', refuseButton);
  if (url !== '') {
    const link = checkedLink(url);
    if (link === undefined) throw badRequest(`Inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    return { url: link };
  }
  const data = optionalText(button, 'callback_data', refuseButton);
  if (data === '') throw refuseButton('Text buttons are unallowed in the inline keyboard');
  if (Buffer.byteLength(data, 'utf8') > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID');
  return { callback_data: data };
}
