import { type BotApiError, badRequest } from '../bot-api-error';
import { type Chat } from '../chats';
import { type ConversationMessage } from '../conversation';
import { findChat } from '../find-chat';
import { findMessage } from './find-message';
import { type Method } from './method';

/** @see https://core.telegram.org/bots/api#deletemessage */
const deletableForMs = 48 * 3600 * 1000;

/**
 * Deletes a message younger than 48 hours: the bot's own anywhere, a person's in a private chat only, since the bot is
 * no administrator of groups here.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessagesManager.cpp can_revoke_message
 */
export const deleteMessage: Method = (parameters, { chats, conversation, clock }) => {
  if (parameters.text('chat_id') === '') throw badRequest('Chat identifier is not specified');
  if (parameters.integer('message_id') <= 0) throw badRequest('Message identifier is not specified');
  const chat = findChat(parameters, chats, 'write');
  const message = findMessage(parameters, { chatId: chat.id, role: 'message to delete' }, conversation);
  if (!isDeletable(message, chat, clock.nowMs())) throw notDeletable(chat);
  conversation.delete(message, clock.nowMs());
  return { result: true };
};

/** In supergroups and channels a message is deleted for all members or not at all. */
const notDeletable = ({ type }: Chat): BotApiError =>
  badRequest(`message can't be deleted${type === 'private' || type === 'group' ? ' for everyone' : ''}`);

function isDeletable(message: ConversationMessage, chat: Chat, nowMs: number): boolean {
  const isYoung = nowMs - (message.versions[0]?.atMs ?? 0) <= deletableForMs;
  return isYoung && (message.from === 'bot' || chat.type === 'private');
}
