import { type ChatSummary } from '@pulso/console-api';
import { type Chat, type ConversationMessage } from '@pulso/local-telegram';

/** Shows a chat in the list of chats. @param last - Its latest message. */
export function chatSummary(chat: Chat, last: ConversationMessage | undefined): ChatSummary {
  const { id, type, state, username, languageCode, ownerId, isBotAdmin = false } = chat;
  return {
    id,
    type,
    name: chat.title ?? chat.firstName ?? (username === undefined ? `chat ${id}` : `@${username}`),
    state,
    isBotAdmin,
    ...(username !== undefined && { username }),
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

/** Lists chats, the one with the latest message first. */
export const chatSummaries = (
  chats: readonly Chat[],
  latest: ReadonlyMap<number, ConversationMessage>,
): readonly ChatSummary[] =>
  chats
    .filter(({ state }) => state !== 'migrated')
    .map((chat) => chatSummary(chat, latest.get(chat.id)))
    .toSorted((a, b) => (b.last?.atMs ?? 0) - (a.last?.atMs ?? 0));
