import { type Chat, chatJson } from '../chats';
import { badRequest } from '../bot-api-error';
import { findChat } from '../find-chat';
import { type CallParameters } from '../call-parameters';
import { type Method, type MethodContext } from './method';

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
export const getChat: Method = (parameters, { chats }) => {
  const chat = findChat(parameters, chats, 'read');
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  return {
    result: {
      ...chatJson(chat),
      ...(chat.username !== undefined && { active_usernames: [chat.username] }),
      ...(isGroup && { permissions: { ...permissions, can_add_web_page_previews: true, can_invite_users: true } }),
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
