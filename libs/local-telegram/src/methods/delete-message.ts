import { badRequest } from '../bot-api-error';
import { type ConversationMessage } from '../conversation';
import { findChat } from '../find-chat';
import { findMessage } from './find-message';
import { type Method } from './method';

/** @see https://core.telegram.org/bots/api#deletemessage */
const deletableForMs = 48 * 3600 * 1000;

/**
 * Deletes a message younger than 48 hours: the bot's own anywhere, a person's in a private chat only, since the bot is
 * no administrator of groups here. Unverified: the text for a message that is too old.
 */
export const deleteMessage: Method = (parameters, { chats, conversation, clock }) => {
  const chat = findChat(parameters, chats, 'write');
  const message = findMessage(parameters, { chatId: chat.id, role: 'message to delete' }, conversation);
  const isOld = clock.nowMs() - sentAtMs(message) > deletableForMs;
  if (isOld || (message.from === 'person' && chat.type !== 'private')) throw badRequest("message can't be deleted");
  conversation.delete(message, clock.nowMs());
  return { result: true };
};

const sentAtMs = (message: ConversationMessage): number => message.versions[0]?.atMs ?? 0;
