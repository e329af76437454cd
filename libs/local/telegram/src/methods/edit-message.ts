import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type Chat } from '../chats';
import { type Attachment, type ConversationMessage, type MessageVersion } from '../conversation';
import { findChat } from '../find-chat';
import { findMessage } from './find-message';
import { messageJson } from './message-json';
import { type MethodContext, type MethodResult } from './method';

/** What an edited message shows. */
export interface MessageEdit extends Omit<MessageVersion, 'atMs'> {
  /** Absent: the file stays. */
  readonly attachment?: Attachment;
}

/**
 * Edits a message.
 *
 * @param change - Gives what the message shall show.
 * @throws {BotApiError} 400 also when nothing would change.
 */
export function editMessage(
  parameters: CallParameters,
  context: MethodContext,
  change: (message: ConversationMessage) => MessageEdit,
): MethodResult {
  if (parameters.text('chat_id') === '' && parameters.integer('message_id') <= 0) {
    throw badRequest('Message identifier is not specified');
  }
  const chat = findChat(parameters, context.chats, 'edit');
  const message = findMessage(parameters, { chatId: chat.id, role: 'message to edit' }, context.conversation);
  if (!isEditable(message, chat)) throw badRequest("message can't be edited");
  const { attachment = message.attachment, ...shown } = change(message);
  const version: MessageVersion = { atMs: context.clock.nowMs(), ...shown };
  context.floodControl.admit(chat);
  if (attachment === message.attachment && looksLike(version) === looksLike(message.versions.at(-1))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  return { result: messageJson(context.conversation.edit(message, version, attachment), context) };
}

/**
 * In a channel the bot may edit the posts of all.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessagesManager.cpp can_edit_message
 */
const isEditable = ({ from }: ConversationMessage, { type }: Chat): boolean => from === 'bot' || type === 'channel';

/** What an edit is compared by: text, formatting and keyboard. */
const looksLike = (version: MessageVersion | undefined): string =>
  JSON.stringify([version?.text, version?.entities, version?.replyMarkup]);
