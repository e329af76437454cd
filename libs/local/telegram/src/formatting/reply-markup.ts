import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type JsonObject, isJsonObject } from '../telegram-types';
import { cleanPlainText } from './clean-text';
import { checkLink } from './checked-link';
import { optionalFlag, optionalText, requiredText } from './json-fields';

/** @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
const maxCallbackDataBytes = 64;

/** What is beyond is left out without a word. @see td/telegram/ReplyMarkup.cpp get_reply_markup */
const limits = { buttonsInRow: 12, buttons: 300 };

const styles = ['primary', 'danger', 'success'];

/**
 * Reads and checks `reply_markup`: inline keyboards, keyboards that take the place of the typed one, their removal and
 * forced replies.
 *
 * @returns What Telegram keeps of it; `undefined` when there is none or it has no button.
 * @throws {BotApiError} 400.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp get_reply_markup
 */
export function replyMarkup(parameters: CallParameters): JsonObject | undefined {
  const markup = parameters.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isJsonObject(markup)) throw badRequest('Object expected as reply markup');
  const keyboard = rowsOf(markup, 'keyboard', 'Field "keyboard" must be an Array of Arrays', keyboardButton);
  const inline = rowsOf(
    markup,
    'inline_keyboard',
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    inlineButton,
  );
  const flag = (name: string): boolean => optionalFlag(markup, name, badRequest);
  const [hides, removes] = [flag('hide_keyboard'), flag('remove_keyboard')];
  const forces = flag('force_reply');
  for (const name of ['selective', 'resize_keyboard', 'one_time_keyboard', 'is_persistent']) flag(name);
  optionalText(markup, 'input_field_placeholder', badRequest);
  if (keyboard.length > 0) {
    const rows = keptButtons(keyboard, 'Keyboard button');
    return rows.length > 0 ? { keyboard: rows } : undefined;
  }
  if (inline.length > 0) {
    const rows = keptButtons(inline, 'Inline keyboard button');
    return rows.length > 0 ? { inline_keyboard: rows } : undefined;
  }
  if (hides || removes) return { remove_keyboard: true };
  return forces ? { force_reply: true } : undefined;
}

/** The same for edits, which take inline keyboards only. @throws {BotApiError} 400. */
export function inlineKeyboard(parameters: CallParameters): JsonObject | undefined {
  const markup = replyMarkup(parameters);
  if (markup && !('inline_keyboard' in markup)) throw badRequest('Inline keyboard expected');
  return markup;
}

function rowsOf(
  markup: JsonObject,
  name: string,
  problem: string,
  read: (button: unknown) => JsonObject,
): JsonObject[][] {
  const rows = markup[name];
  if (rows === undefined) return [];
  if (!Array.isArray(rows)) throw badRequest(`Field "${name}" must be of type Array`);
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(problem);
    return row.map(read);
  });
}

/** Buttons without text or picture are left out, and so are rows without buttons. */
function keptButtons(rows: readonly JsonObject[][], what: string): JsonObject[][] {
  let left = limits.buttons;
  return rows.flatMap((row) => {
    const kept = row
      .filter((button) => button['text'] !== '' || button['icon_custom_emoji_id'] !== undefined)
      .slice(0, Math.min(limits.buttonsInRow, left));
    left -= kept.length;
    return kept.length > 0 ? [kept.map((button) => withCleanText(button, what))] : [];
  });
}

function withCleanText(button: JsonObject, what: string): JsonObject {
  const text = cleanPlainText(String(button['text']));
  if (text === '') throw badRequest(`${what} text must be non-empty`);
  return { ...button, text };
}

/** How a button looks. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
function looksOf(button: JsonObject, refuse: (problem: string) => ReturnType<typeof badRequest>): JsonObject {
  const icon = optionalText(button, 'icon_custom_emoji_id', refuse);
  const style = optionalText(button, 'style', refuse).toLowerCase();
  if (!['', 'default', ...styles].includes(style)) throw refuse('invalid button style specified');
  return {
    ...(/^-?[1-9]\d*$/.test(icon) && { icon_custom_emoji_id: icon }),
    ...(styles.includes(style) && { style }),
  };
}

function keyboardButton(button: unknown): JsonObject {
  const refuse = (problem: string) => badRequest(`Can't parse keyboard button: ${problem}`);
  if (typeof button !== 'string' && !isJsonObject(button)) {
    throw refuse('KeyboardButton must be a String or an Object');
  }
  if (typeof button === 'string') return { text: button };
  return { text: requiredText(button, 'text', refuse), ...looksOf(button, refuse) };
}

function inlineButton(button: unknown): JsonObject {
  const refuse = (problem: string) => badRequest(`Can't parse inline keyboard button: ${problem}`);
  if (!isJsonObject(button)) throw refuse('InlineKeyboardButton must be an Object');
  const text = requiredText(button, 'text', refuse);
  return { text, ...looksOf(button, refuse), ...inlineAction(button, refuse) };
}

function inlineAction(button: JsonObject, refuse: (problem: string) => ReturnType<typeof badRequest>): JsonObject {
  const url = optionalText(button, 'url', refuse);
  if (url !== '') {
    const link = checkLink(url);
    if ('problem' in link) throw badRequest(`Inline keyboard button URL '${url}' is invalid: ${link.problem}`);
    return { url: link.url };
  }
  const data = optionalText(button, 'callback_data', refuse);
  if (data !== '') {
    if (Buffer.byteLength(data, 'utf8') > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID');
    return { callback_data: data };
  }
  for (const name of ['switch_inline_query', 'switch_inline_query_current_chat']) {
    if (name in button) return { [name]: requiredText(button, name, refuse) };
  }
  for (const name of ['web_app', 'copy_text', 'switch_inline_query_chosen_chat', 'login_url']) {
    if (isJsonObject(button[name])) return { [name]: button[name] };
  }
  const other = ['callback_game', 'pay'].find((name) => name in button);
  if (other !== undefined) throw notEmulated(`an inline keyboard button with ${other}`);
  throw refuse('Text buttons are unallowed in the inline keyboard');
}
