import { badRequest } from '../bot-api-error';
import { type MessageVersion } from '../conversation';
import { findChat } from '../find-chat';
import { inlineKeyboard } from '../formatting/inline-keyboard';
import { messageText } from '../formatting/message-text';
import { findMessage } from './find-message';
import { messageJson } from './message-json';
import { type Method } from './method';
import { refuseVariants } from './refuse-variants';

/** An edit without a keyboard takes the keyboard away. @see https://core.telegram.org/bots/api#editmessagetext */
export const editMessageText: Method = (parameters, context) => {
  refuseVariants(parameters);
  const formatted = messageText(parameters);
  const replyMarkup = inlineKeyboard(parameters);
  const chat = findChat(parameters, context.chats, 'edit');
  const message = findMessage(parameters, { chatId: chat.id, role: 'message to edit' }, context.conversation);
  if (message.from !== 'bot') throw badRequest("message can't be edited");

  const version: MessageVersion = { atMs: context.clock.nowMs(), ...formatted, ...(replyMarkup && { replyMarkup }) };
  if (looksLike(version) === looksLike(message.versions.at(-1))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  return { result: messageJson(context.conversation.edit(message, version), context) };
};

/** What an edit is compared by: text, formatting and keyboard. */
const looksLike = (version: MessageVersion | undefined): string =>
  JSON.stringify([version?.text, version?.entities, version?.replyMarkup]);
