import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type ConversationMessage } from '../conversation';
import { findChat } from '../find-chat';
import { asObject, type JsonObject } from '../telegram-types';
import { findMessage } from './find-message';
import { messageJson } from './message-json';
import { type Method, type MethodContext } from './method';
import { type NewContent, postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** Posts a message once more, with a note of where it comes from. @see https://core.telegram.org/bots/api#forwardmessage */
export const forwardMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  const message = findSource(parameters, context, 'message to forward');
  if (message.isProtected) throw badRequest("The message can't be forwarded");
  return postMessage(parameters, context, { ...contentOf(message), forwarded: originOf(message, context) });
};

/**
 * Finds the message that `from_chat_id` and `message_id` name.
 *
 * @param role - How Telegram's error calls it.
 * @throws {BotApiError} 400 or 403.
 */
export function findSource(
  parameters: CallParameters,
  context: MethodContext,
  role: 'message to forward' | 'message to copy',
): ConversationMessage {
  if (parameters.text('from_chat_id') === '') throw badRequest('Parameter "from_chat_id" is required');
  const { id: chatId } = findChat(parameters, context.chats, 'read', 'from_chat_id');
  return findMessage(parameters, { chatId, role }, context.conversation);
}

/** What a message shows now, without its buttons. */
export const contentOf = ({ text, versions, linkPreviewDisabled, attachment }: ConversationMessage): NewContent => ({
  text,
  entities: versions.at(-1)?.entities ?? [],
  linkPreviewDisabled,
  ...(attachment && { attachment }),
});

/**
 * Says who wrote a message first; what was forwarded before still names its first author. The older fields are shown
 * beside the newer one, as the server does.
 *
 * @see https://core.telegram.org/bots/api#messageorigin
 */
function originOf(message: ConversationMessage, context: MethodContext): JsonObject {
  if (message.forwarded) return message.forwarded;
  const { from, sender_chat: chat, date, message_id: id } = asObject(messageJson(message, context));
  if (chat) {
    return {
      forward_origin: { type: 'channel', chat, message_id: id, date },
      forward_from_chat: chat,
      forward_from_message_id: id,
      forward_date: date,
    };
  }
  if (from) {
    return { forward_origin: { type: 'user', sender_user: from, date }, forward_from: from, forward_date: date };
  }
  return { forward_origin: { type: 'hidden_user', sender_user_name: '', date }, forward_date: date };
}
