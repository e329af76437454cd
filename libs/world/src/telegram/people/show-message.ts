import { type Chats } from '../chats';
import { type ConversationMessage } from '../conversation';
import { type PeopleEvent, type ShownMessage } from '../what-people-see';

/** Shows a message to people. */
export function shownMessage(message: ConversationMessage): ShownMessage {
  const { chatId, messageId, from, silent, attachment, versions, text } = message;
  const { senderId, senderName, replyToMessageId, topicId, content } = message;
  const last = versions.at(-1);
  const keyboard = last?.replyMarkup?.inline_keyboard;
  const pictureId = attachment?.json.at(-1)?.file_id;
  return {
    ...{ chatId, messageId, from, silent, text },
    versions: versions.map(({ atMs, text: shown, entities }) => ({ atMs, text: shown, entities })),
    entities: last?.entities ?? [],
    ...(senderId !== undefined && { senderId }),
    ...(senderName !== undefined && { senderName }),
    ...(keyboard && { keyboard }),
    ...(replyToMessageId !== undefined && { replyToMessageId }),
    ...(topicId !== undefined && { topicId }),
    ...(attachment && { attachment: attachment.shownAs }),
    ...(pictureId !== undefined && { pictureId }),
    ...(content !== undefined && { content }),
  };
}

/** @returns What the chat of an event is called, empty when it is about none. */
export function chatNameOf(event: PeopleEvent, chats: Chats): string {
  const chatId = 'message' in event ? event.message.chatId : 'chatId' in event ? event.chatId : undefined;
  if (chatId === undefined) return '';
  const { title, firstName, username } = chats.get(Number(chatId)) ?? {};
  return title ?? firstName ?? (username === undefined ? `chat ${chatId}` : `@${username}`);
}
