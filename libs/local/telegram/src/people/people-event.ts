import { type BotApiEvent } from '../bot-api-event';
import { type Chats } from '../chats';
import { type ConversationChange, type ConversationMessage, type MessageVersion } from '../conversation';
import { type MessageEntity } from '../telegram-types';
import { type InlineButton } from '../formatting/reply-markup';

/** What a message has shown. */
export type ShownVersion = Pick<MessageVersion, 'atMs' | 'text' | 'entities'>;

/** A message as a person sees it now. */
export interface ShownMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  /** Who wrote it; absent for the bot and for a channel. */
  readonly senderId?: number;
  readonly senderName?: string;
  /** As sent, then after every edit, with the times in epoch ms; never empty. */
  readonly versions: readonly ShownVersion[];
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons under it. */
  readonly keyboard?: readonly (readonly InlineButton[])[];
  readonly silent: boolean;
  readonly replyToMessageId?: number;
  /** The topic of a forum that it stands in. */
  readonly topicId?: number;
  /** Epoch ms; it is no longer there. */
  readonly deletedAtMs?: number;
  /** The id of its photo's file. */
  readonly pictureId?: string;
  /** What is attached, in words: `photo chart.png, 100 x 100`. */
  readonly attachment?: string;
  /** What it is when it is no text, in words: `sticker`, `moved to the supergroup -1001`. */
  readonly content?: string;
}

/** Something that people see, or that explains why they see nothing. */
export type PeopleEvent =
  | { readonly type: 'message-sent' | 'message-edited'; readonly message: ShownMessage }
  | { readonly type: 'message-deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly type: 'callback-answered'; readonly queryId: string; readonly text: string; readonly showAlert: boolean }
  /** The bot has taken an update. */
  | { readonly type: 'update-taken'; readonly updateId: number }
  | { readonly type: 'update-refused'; readonly updateId: number; readonly attempt: number; readonly reason: string }
  | { readonly type: 'update-dropped'; readonly updateId: number; readonly reason: string }
  /** The bot has called a method and was refused. */
  | { readonly type: 'call-refused'; readonly method: string; readonly chatId?: string; readonly description: string };

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
    case 'webhook-closed':
      return undefined;
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
