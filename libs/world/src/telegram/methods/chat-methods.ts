import { type Chat, chatJson } from '../chats';
import { badRequest, notEmulated } from '../refusals';
import { type Method } from '../telegram-state';

/** A group here restricts none of its members. @see https://core.telegram.org/bots/api#getchat */
export const getChat: Method = (parameters, { chats }) => {
  const chat = chats.find(parameters, 'read');
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  return { result: { ...chatJson(chat), ...(isGroup && { permissions: { can_send_messages: true } }) } };
};

/** Knows the bot's own membership alone. @see https://core.telegram.org/bots/api#getchatmember */
export const getChatMember: Method = (parameters, { bot, chats }) => {
  const userId = parameters.integer('user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  const chat = chats.find(parameters, 'read');
  if (userId !== bot.id) throw notEmulated('a member besides the bot');
  return { result: { user: { ...bot, is_bot: true }, ...ownStatus(chat) } };
};

/** @see https://core.telegram.org/bots/api#chatmember */
function ownStatus({ state, type, isBotAdmin }: Chat) {
  switch (state) {
    case 'kicked':
    case 'blocked':
      return { status: 'kicked', until_date: 0 };
    case 'left':
    case 'deactivated':
    case 'migrated':
    case 'not-started':
      return { status: 'left' };
    case 'read-only':
      return type === 'channel' ? { status: 'member' } : { status: 'restricted', is_member: true, until_date: 0 };
    case 'member':
      if (type === 'channel') {
        return { status: 'administrator', can_be_edited: false, can_post_messages: true, can_edit_messages: true };
      }
      return isBotAdmin ? { status: 'administrator', can_be_edited: false } : { status: 'member' };
    default:
      return state satisfies never;
  }
}

/** @see https://core.telegram.org/bots/api#answercallbackquery text */
const maxAnswerCharacters = 200;

/** How long a callback query can be answered, ms. Telegram's own limit is unverified; its updates expire then. */
const answerableForMs = 150_000;

/** Each query is answered once (unverified) and in time. @see https://core.telegram.org/bots/api#answercallbackquery */
export const answerCallbackQuery: Method = (parameters, { pressedAtMs, callbackAnswers, nowMs, tell }) => {
  const text = parameters.text('text');
  if ([...text].length > maxAnswerCharacters) throw badRequest('MESSAGE_TOO_LONG');
  const queryId = parameters.text('callback_query_id');
  const pressed = pressedAtMs.get(queryId);
  if (pressed === undefined || nowMs() > pressed + answerableForMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  pressedAtMs.delete(queryId);
  const showAlert = parameters.flag('show_alert');
  callbackAnswers.push({ queryId, text, showAlert, atMs: nowMs() });
  tell({ type: 'callback-answered', queryId, text, showAlert });
  return { result: true };
};
