import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type Chat } from '../chats';
import { findChat } from '../find-chat';
import { findMessage } from './find-message';
import { type Method, type MethodContext } from './method';

/** @see https://core.telegram.org/bots/api#pinchatmessage */
export const pinChatMessage: Method = (parameters, context) => {
  const { chat, messageId } = findPinned(parameters, context, 'message to pin');
  context.pins.set(chat.id, [...pinsOf(chat.id, context).filter((id) => id !== messageId), messageId]);
  return { result: true };
};

/** Without a message it is the one that was pinned last. @see https://core.telegram.org/bots/api#unpinchatmessage */
export const unpinChatMessage: Method = (parameters, context) => {
  const { chat, messageId } = findPinned(parameters, context, 'message to unpin');
  context.pins.set(
    chat.id,
    pinsOf(chat.id, context).filter((id) => id !== messageId),
  );
  return { result: true };
};

/** @see https://core.telegram.org/bots/api#unpinallchatmessages */
export const unpinAllChatMessages: Method = (parameters, context) => {
  const chat = findChat(parameters, context.chats, 'write');
  checkRights(chat);
  context.pins.delete(chat.id);
  return { result: true };
};

/** @returns Messages that are still there, the one that was pinned last behind the others. */
export const pinsOf = (chatId: number, { pins, conversation }: MethodContext): readonly number[] =>
  (pins.get(chatId) ?? []).filter((id) => conversation.find(chatId, id));

function findPinned(parameters: CallParameters, context: MethodContext, role: 'message to pin' | 'message to unpin') {
  parameters.refuse('business_connection_id');
  const chat = findChat(parameters, context.chats, 'write');
  const isLast = role === 'message to unpin' && parameters.text('message_id') === '';
  const messageId = isLast
    ? pinsOf(chat.id, context).at(-1)
    : findMessage(parameters, { chatId: chat.id, role }, context.conversation).messageId;
  if (messageId === undefined) throw badRequest(`${role} not found`);
  checkRights(chat);
  return { chat, messageId };
}

/** The bot is an administrator of channels only. @see https://github.com/tdlib/td/blob/master/td/telegram/DialogManager.cpp can_pin_messages */
function checkRights({ type }: Chat): void {
  if (type === 'private' || type === 'channel') return;
  throw badRequest('not enough rights to manage pinned messages in the chat');
}
