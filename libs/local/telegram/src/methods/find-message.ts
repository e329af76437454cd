import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type ConversationMessage, type ConversationStore } from '../conversation';

/**
 * Finds the message that a call addresses by `message_id`.
 *
 * @param target - `role` is how Telegram's error calls the message, for example "message to edit".
 * @throws {BotApiError} 400.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp check_message
 */
export function findMessage(
  parameters: CallParameters,
  target: { readonly chatId: number; readonly role: string },
  conversation: ConversationStore,
): ConversationMessage {
  const message = conversation.find(target.chatId, parameters.integer('message_id'));
  if (!message) throw badRequest(`${target.role} not found`);
  return message;
}
