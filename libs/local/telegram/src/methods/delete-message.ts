import { type BotApiError, badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type Chat } from '../chats';
import { type ConversationMessage } from '../conversation';
import { findChat } from '../find-chat';
import { isNumberText } from '../formatting/json-fields';
import { findMessage } from './find-message';
import { type Method } from './method';

/** @see https://core.telegram.org/bots/api#deletemessage */
const deletableForMs = 48 * 3600 * 1000;

/** @see https://core.telegram.org/bots/api#deletemessages message_ids */
const maxMessages = 100;

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

/** Skips messages that are not there. @see https://core.telegram.org/bots/api#deletemessages */
export const deleteMessages: Method = (parameters, { chats, conversation, clock }) => {
  const ids = readIds(parameters);
  const chat = findChat(parameters, chats, 'write');
  const messages = ids.flatMap((id) => conversation.find(chat.id, id) ?? []);
  const isRefused = messages.some((message) => !isDeletable(message, chat, clock.nowMs()));
  if (isRefused) throw notDeletable(chat);
  for (const message of messages) conversation.delete(message, clock.nowMs());
  return { result: true };
};

/** In supergroups and channels a message is deleted for all members or not at all. */
const notDeletable = ({ type }: Chat): BotApiError =>
  badRequest(`message can't be deleted${type === 'private' || type === 'group' ? ' for everyone' : ''}`);

function isDeletable(message: ConversationMessage, chat: Chat, nowMs: number): boolean {
  const isYoung = nowMs - (message.versions[0]?.atMs ?? 0) <= deletableForMs;
  return isYoung && (message.from === 'bot' || chat.type === 'private');
}

function readIds(parameters: CallParameters): number[] {
  const list = parameters.json('message_ids', 'message_ids');
  if (list === undefined) throw badRequest('Message identifiers are not specified');
  if (!Array.isArray(list)) throw badRequest('Expected an Array of message identifiers');
  if (list.length > maxMessages) throw badRequest('Too many message identifiers specified');
  if (list.length === 0) throw badRequest('Message identifiers are not specified');
  return list.map((id: unknown) => {
    if (typeof id !== 'number' && typeof id !== 'string') throw badRequest('Message identifier must be a Number');
    if (!isNumberText(String(id))) throw badRequest("Can't parse message identifier as a Number");
    if (Number(id) <= 0) throw badRequest('Invalid message identifier specified');
    return Number(id);
  });
}
