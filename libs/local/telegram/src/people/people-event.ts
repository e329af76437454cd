import { type BotApiEvent } from '../bot-api-event';
import { type Chats } from '../chats';
import { type ConversationChange, type ConversationMessage } from '../conversation';
import { type PeopleEvent, type ShownMessage } from './what-people-see';

/** Shows a message to people. */
export function shownMessage(message: ConversationMessage): ShownMessage {
  const { chatId, messageId, from, silent, attachment, versions } = message;
  const { senderId, senderName, replyToMessageId, topicId, deletedAtMs, content } = message;
  const last = versions.at(-1);
  const keyboard = last?.replyMarkup?.inline_keyboard;
  const pictureId = attachment?.json.at(-1)?.file_id;
  return {
    chatId,
    messageId,
    from,
    versions: versions.map(({ atMs, text, entities }) => ({ atMs, text, entities })),
    ...(senderId !== undefined && { senderId }),
    ...(senderName !== undefined && { senderName }),
    text: message.text,
    entities: last?.entities ?? [],
    ...(keyboard && { keyboard }),
    silent,
    ...(replyToMessageId !== undefined && { replyToMessageId }),
    ...(topicId !== undefined && { topicId }),
    ...(deletedAtMs !== undefined && { deletedAtMs }),
    ...(attachment && { attachment: attachment.shownAs }),
    ...(pictureId !== undefined && { pictureId }),
    ...(content !== undefined && { content }),
  };
}

/** @returns What a person is told of an event at the server; undefined when it is nothing to them. */
export function peopleEventOf(event: BotApiEvent): PeopleEvent | undefined {
  switch (event.type) {
    case 'call': {
      if (event.ok) return undefined;
      const { method, chatId, description, fault } = event;
      const shown = description ?? `made to fail: ${fault ?? 'unknown'}`;
      return { type: 'call-refused', method, ...(chatId !== undefined && { chatId }), description: shown };
    }
    case 'update-pushed': {
      const { updateId, attempt, accepted, error } = event;
      if (accepted) return { type: 'update-taken', updateId };
      return { type: 'update-refused', updateId, attempt, reason: error ?? 'unknown' };
    }
    case 'update-dropped':
      return { type: 'update-dropped', updateId: event.updateId, reason: event.reason };
    default:
      return event satisfies never;
  }
}

/** @returns What a person in the chat sees of a change. */
export function peopleEventOfChange(change: ConversationChange): PeopleEvent {
  switch (change.type) {
    case 'sent':
      return { type: 'message-sent', message: shownMessage(change.message) };
    case 'edited':
      return { type: 'message-edited', message: shownMessage(change.message) };
    case 'deleted':
      return { type: 'message-deleted', chatId: change.message.chatId, messageId: change.message.messageId };
    default:
      return change.type satisfies never;
  }
}

/** @returns What the chat of an event is called, empty when it is about none. */
export function chatNameOf(event: PeopleEvent, chats: Chats): string {
  const chatId = 'message' in event ? event.message.chatId : 'chatId' in event ? event.chatId : undefined;
  if (chatId === undefined) return '';
  const { title, firstName, username } = chats.get(Number(chatId)) ?? {};
  return title ?? firstName ?? (username === undefined ? `chat ${chatId}` : `@${username}`);
}
