import { botMemberJson, botStatusOf, chatJson } from '../chats';
import { badRequest, notEmulated } from '../refusals';
import { type Method } from '../telegram-state';

/** No group here restricts its members. @see https://core.telegram.org/bots/api#getchat */
export const getChat: Method = (parameters, { chats }) => {
  const chat = chats.find(parameters, 'read');
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  return { ...chatJson(chat), ...(isGroup && { permissions: { can_send_messages: true } }) };
};

/** Knows only the bot's own membership. @see https://core.telegram.org/bots/api#getchatmember */
export const getChatMember: Method = (parameters, { bot, chats }) => {
  const userId = parameters.integer('user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  const chat = chats.find(parameters, 'read');
  if (userId !== bot.id) throw notEmulated('a member besides the bot');
  return botMemberJson(bot, botStatusOf(chat));
};

/** @see https://core.telegram.org/bots/api#answercallbackquery text */
const maxAnswerCharacters = 200;

/** How long a callback query can be answered, ms. Telegram's own limit is unverified; its updates expire then. */
const answerableForMs = 150_000;

/** Each query is answered once (unverified) and in time. @see https://core.telegram.org/bots/api#answercallbackquery */
export const answerCallbackQuery: Method = (parameters, { pressedAtMs, nowMs, tell }) => {
  const text = parameters.text('text');
  if ([...text].length > maxAnswerCharacters) throw badRequest('MESSAGE_TOO_LONG');
  const queryId = parameters.text('callback_query_id');
  const pressed = pressedAtMs.get(queryId);
  if (pressed === undefined || nowMs() > pressed + answerableForMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  pressedAtMs.delete(queryId);
  tell({ type: 'callback-answered', queryId, text, showAlert: parameters.flag('show_alert') });
  return true;
};
