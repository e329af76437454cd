import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type JsonObject, isJsonObject } from '../telegram-types';

/** @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
const maxCallbackDataBytes = 64;

/**
 * Reads and checks `reply_markup`. Inline keyboards with callback and URL buttons are emulated, everything else is
 * refused.
 *
 * @returns `undefined` when there is none or it has no button.
 * @throws {BotApiError} 400.
 */
export function inlineKeyboard(parameters: CallParameters): JsonObject | undefined {
  const markup = parameters.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isJsonObject(markup)) throw badRequest('Object expected as reply markup');
  if (Object.keys(markup).length === 0) return undefined;
  const rows: unknown = markup['inline_keyboard'];
  if (rows === undefined) throw notEmulated(`reply_markup with ${Object.keys(markup).join(', ')}`);
  if (!Array.isArray(rows)) throw badRequest('Field "inline_keyboard" must be of type Array');
  for (const row of rows) {
    if (!Array.isArray(row)) throw badRequest("Can't parse inline keyboard: expected an Array of buttons");
    row.forEach(checkButton);
  }
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function checkButton(button: unknown): void {
  if (!isJsonObject(button)) throw badRequest("Can't parse inline keyboard button: expected an Object");
  const { text, callback_data: data, url } = button;
  if (typeof text !== 'string' || text === '') throw badRequest("Can't parse inline keyboard button: text is empty");
  if (typeof url === 'string') return;
  if (typeof data !== 'string') throw badRequest('Text buttons are unallowed in the inline keyboard');
  const size = Buffer.byteLength(data, 'utf8');
  if (size < 1 || size > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID');
}
