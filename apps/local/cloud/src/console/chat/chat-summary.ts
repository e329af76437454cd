import { type ChatSummary } from '@pulso/local/console-api';
import { type Chat, type ConversationMessage } from '@pulso/local/telegram';

/** What else the list shows of a chat. */
interface Shown {
  /** The latest message. */
  readonly last: ConversationMessage | undefined;
  /** Whether it is the chat of an admin of the bot. */
  readonly isAdmin: boolean;
}

/** Shows a chat in the list of chats. */
export function chatSummary(chat: Chat, { last, isAdmin }: Shown): ChatSummary {
  const { id, type, state, username, languageCode, ownerId, isBotAdmin = false } = chat;
  return {
    id,
    type,
    name: chat.title ?? chat.firstName ?? (username === undefined ? `chat ${id}` : `@${username}`),
    state,
    isBotAdmin,
    isAdmin,
    ...(languageCode !== undefined && { languageCode }),
    ...(ownerId !== undefined && { ownerId }),
    ...(chat.topicIds && {
      topics: chat.topicIds.map((topicId) => ({ id: topicId, name: chat.topicNames?.[topicId] ?? `Topic ${topicId}` })),
    }),
    ...(last && { last: lastOf(last) }),
  };
}

function lastOf({ messageId, from, senderName, text, attachment, content, versions }: ConversationMessage) {
  return {
    messageId,
    from,
    text: text.slice(0, 200),
    atMs: versions[0]?.atMs ?? 0,
    ...(senderName !== undefined && { senderName }),
    ...(attachment && { attachment: attachment.shownAs }),
    ...(content !== undefined && { content }),
  };
}

/** Puts an admin to whom nothing was said yet in front, and then the chat with the latest message. */
export const byLatest = (a: ChatSummary, b: ChatSummary): number => rankOf(b) - rankOf(a);

const rankOf = ({ last, isAdmin }: ChatSummary): number => last?.atMs ?? (isAdmin ? Number.MAX_SAFE_INTEGER : 0);
