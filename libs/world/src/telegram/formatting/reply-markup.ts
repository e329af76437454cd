import { type CallParameters, asString, isJsonObject, refuseOtherFields } from '../call-parameters';
import { badRequest } from '../refusals';
import { type InlineButton, type Keyboard } from '../what-people-see';
import { cleanText } from './parse-html';

/** @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
const maxCallbackDataBytes = 64;

/**
 * Reads and checks `reply_markup`. Only inline keyboards are emulated.
 *
 * @returns The keyboard that Telegram keeps; `undefined` if it is absent or has no button.
 * @throws {BotApiError} 400.
 */
export function replyMarkup(parameters: CallParameters): Keyboard | undefined {
  const markup = parameters.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isJsonObject(markup)) throw badRequest('Object expected as reply markup');
  refuseOtherFields(markup, 'reply markup', 'inline_keyboard');
  const given = markup['inline_keyboard'] ?? [];
  if (!Array.isArray(given) || !given.every((row) => Array.isArray(row))) {
    throw badRequest('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  const rows = given.map((row: unknown[]) => row.map(inlineButton)).filter(({ length }) => length > 0);
  return rows.length > 0 ? rows : undefined;
}

function inlineButton(button: unknown): InlineButton {
  const refuse = (problem: string) => badRequest(`Can't parse inline keyboard button: ${problem}`);
  if (!isJsonObject(button)) throw refuse('InlineKeyboardButton must be an Object');
  refuseOtherFields(button, 'an inline keyboard button', 'text', 'url', 'callback_data');
  const { url, callback_data: data } = button;
  const text = cleanText(asString(button['text']) ?? '');
  if (text === '') throw badRequest('Inline keyboard button text must be non-empty');
  if (typeof url === 'string') {
    const link = checkedLink(url);
    if (link === undefined) throw badRequest(`Inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    return { text, url: link };
  }
  if (typeof data !== 'string') throw refuse('Text buttons are unallowed in the inline keyboard');
  if (data === '' || Buffer.byteLength(data, 'utf8') > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID');
  return { text, callback_data: data };
}

/**
 * Checks a link as Telegram does: a missing protocol means http, and the host needs a dot, so no link leads to
 * `localhost`.
 *
 * @returns The stored link; undefined if it is not a link.
 */
function checkedLink(link: string): string | undefined {
  if (/^tg:/i.test(link)) return link;
  const address = /^[a-z]+:\/\//i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, href } = new URL(address);
  return /^https?:$/.test(protocol) && hostname.includes('.') ? href : undefined;
}
