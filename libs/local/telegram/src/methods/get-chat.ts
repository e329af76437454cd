import { type Chat, chatJson } from '../chats';
import { badRequest } from '../bot-api-error';
import { findChat } from '../find-chat';
import { type CallParameters } from '../call-parameters';
import { messageJson } from './message-json';
import { type Method, type MethodContext } from './method';
import { pinsOf } from './pin-message';

/** All gifts are accepted: no setting here restricts them. */
const acceptedGifts = {
  unlimited_gifts: true,
  limited_gifts: true,
  unique_gifts: true,
  premium_subscription: true,
  gifts_from_channels: true,
};

/** What everybody may do in a group that restricts nothing. @see https://core.telegram.org/bots/api#chatpermissions */
const permissions = Object.fromEntries(
  [
    ...'messages media_messages audios documents photos videos video_notes voice_notes polls other_messages'.split(' '),
  ].map((what) => [`can_send_${what}`, true]),
);

/** Colours and reactions are Telegram's defaults. @see https://core.telegram.org/bots/api#getchat */
export const getChat: Method = (parameters, context) => {
  const chat = findChat(parameters, context.chats, 'read');
  const pinned = context.conversation.find(chat.id, pinsOf(chat.id, context).at(-1) ?? 0);
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  return {
    result: {
      ...chatJson(chat),
      ...(chat.username !== undefined && { active_usernames: [chat.username] }),
      ...(isGroup && { permissions: { ...permissions, can_add_web_page_previews: true, can_invite_users: true } }),
      ...(pinned && { pinned_message: messageJson(pinned, context) }),
      accepted_gift_types: acceptedGifts,
      max_reaction_count: 11,
      accent_color_id: 0,
    },
  };
};

/**
 * Knows the bot's own membership, and the people who were seen in the chat.
 *
 * @see https://core.telegram.org/bots/api#getchatmember
 */
export const getChatMember: Method = (parameters, context) => {
  const userId = readUserId(parameters);
  const chat = findChat(parameters, context.chats, userId === context.bot.id ? 'read' : 'read-members');
  if (userId === context.bot.id) return { result: { user: { ...context.bot, is_bot: true }, ...ownStatus(chat) } };
  const person = context.chats.get(userId);
  if (person?.type !== 'private') throw badRequest('PARTICIPANT_ID_INVALID');
  const isSeen = chat.id === userId || isSeenIn(chat, userId, context);
  const user = { id: userId, is_bot: false, first_name: person.firstName ?? '' };
  return { result: { user, status: isSeen ? 'member' : 'left' } };
};

/** The bot, and the people who were seen in the chat. @see https://core.telegram.org/bots/api#getchatmembercount */
export const getChatMemberCount: Method = (parameters, context) => {
  const chat = findChat(parameters, context.chats, 'read-members');
  if (chat.type === 'private') return { result: 2 };
  const people = new Set(context.conversation.messagesOf(chat.id).flatMap(({ senderId }) => senderId ?? []));
  return { result: people.size + 1 };
};

/** Only the bot is an administrator here. @see https://core.telegram.org/bots/api#getchatadministrators */
export const getChatAdministrators: Method = (parameters, { chats, bot }) => {
  const chat = findChat(parameters, chats, 'read-members');
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const own = ownStatus(chat);
  return { result: own.status === 'administrator' ? [{ user: { ...bot, is_bot: true }, ...own }] : [] };
};

/** @see https://core.telegram.org/bots/api#leavechat */
export const leaveChat: Method = (parameters, { chats }) => {
  const chat = findChat(parameters, chats, 'read');
  if (chat.type === 'private') throw badRequest("chat can't be left");
  chats.set({ id: chat.id, state: 'left' });
  return { result: true };
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

const isSeenIn = (chat: Chat, userId: number, { conversation }: MethodContext): boolean =>
  conversation.messagesOf(chat.id).some(({ senderId }) => senderId === userId);

/** @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp get_user_id */
function readUserId(parameters: CallParameters): number {
  const userId = parameters.integer('user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  return userId;
}
