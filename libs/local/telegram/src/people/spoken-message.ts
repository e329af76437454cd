import { type Chat, chatJson } from '../chats';
import { type ConversationMessage } from '../conversation';
import { findEntities } from '../formatting/find-entities';
import { type MessageJsonContext, repliedMessageJson } from '../methods/message-json';
import { PeopleError } from './people-error';

/** What a person says, and where. */
export interface Spoken {
  readonly chat: Chat;
  /** Who says it; posts in a channel are the channel's own. */
  readonly from: object;
  readonly messageId: number;
  /** Epoch seconds. */
  readonly date: number;
  readonly text: string;
  /** A topic of a forum; absent: the general one, or that of what is replied to. */
  readonly topicId: number | undefined;
  readonly replied: ConversationMessage | undefined;
}

/** @returns The fields that say who has made a message, and where and when. */
export const senderJson = ({ chat, from, date }: Pick<Spoken, 'chat' | 'from' | 'date'>) => {
  const shownChat = chatJson(chat);
  return { ...(chat.type === 'channel' ? { sender_chat: shownChat } : { from }), chat: shownChat, date };
};

/**
 * Makes the message of what a person says, as the Bot API shows it.
 *
 * @throws {PeopleError} The text is empty or too long, or there is no such topic.
 */
export function spokenMessage({ messageId, text, replied, ...spoken }: Spoken, context: MessageJsonContext) {
  if (text.trim() === '') throw new PeopleError('Nothing was said.');
  if ([...text].length > 4096) throw new PeopleError('Telegram takes no text above 4096 characters.');
  const topicId = spoken.topicId ?? replied?.topicId;
  if (topicId !== undefined && spoken.chat.topicIds?.includes(topicId) !== true)
    throw new PeopleError(`There is no topic ${topicId}.`);
  const entities = findEntities(text);
  return {
    message_id: messageId,
    ...senderJson(spoken),
    ...(topicId !== undefined && { message_thread_id: topicId, is_topic_message: true }),
    ...(replied && { reply_to_message: repliedMessageJson(replied, context) }),
    text,
    ...(entities.length > 0 && { entities }),
  };
}
