import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type ConversationMessage, type ConversationStore } from '../conversation';

/**
 * Finds the message that a call addresses by `message_id`.
 *
 * @param target - `role` is how Telegram's error calls the message, for example "message to edit".
 * @throws {BotApiError} 400.
 */
export function findMessage(
  parameters: CallParameters,
  target: { readonly chatId: number; readonly role: string },
  conversation: ConversationStore,
): ConversationMessage {
  const messageId = parameters.integer('message_id');
  if (messageId === 0) throw badRequest('Message identifier is not specified');
  const message = conversation.find(target.chatId, messageId);
  if (!message) throw badRequest(`${target.role} not found`);
  return message;
}
