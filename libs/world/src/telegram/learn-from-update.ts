import { type JsonObject, asInteger, asObject, asString } from './call-parameters';
import { type ChatState, type ChatType, type Chats, isChatType } from './chats';
import { type TelegramState } from './telegram-state';
import { type TelegramUpdate } from './webhook/update-schedule';

/**
 * Learns what Telegram would know after this update: the chat, the person, the message, a changed membership. Updates
 * of other shapes teach nothing but are still pushed.
 */
export function learnFromUpdate(update: TelegramUpdate, state: TelegramState): void {
  const { message, channel_post, callback_query, my_chat_member } = update;
  learnMessage(asObject(message ?? channel_post), state);
  learnPress(asObject(callback_query), state);
  learnMembership(asObject(my_chat_member), state);
}

function learnMessage(message: JsonObject, state: TelegramState): void {
  const { chats } = state;
  const chatId = learnChat(asObject(message['chat']), chats);
  if (chatId === undefined) return;
  const chat = chats.get(chatId);
  // A person who writes to the bot has started it, perhaps again.
  if (chat?.type === 'private') chats.set({ id: chatId, state: 'member' });
  learnPerson(asObject(message['from']), chats);
  const topicId = topicIdOf(message);
  if (topicId !== undefined) chats.set({ id: chatId, topicIds: [...new Set([...(chat?.topicIds ?? []), topicId])] });
  const messageId = asInteger(message['message_id']);
  if (messageId !== undefined) addMessage({ chatId, messageId, message }, state);
  const migratedToChatId = asInteger(message['migrate_to_chat_id']);
  if (migratedToChatId !== undefined) chats.migrate(chatId, migratedToChatId);
}

function addMessage(
  { chatId, messageId, message }: { chatId: number; messageId: number; message: JsonObject },
  { conversation, nowMs }: TelegramState,
): void {
  const text = asString(message['text']) ?? asString(message['caption']) ?? '';
  const content = contentInWords(message);
  const sender = asObject(message['from']);
  const senderId = asInteger(sender['id']);
  const senderName = asString(sender['first_name']);
  const topicId = topicIdOf(message);
  const replyToMessageId = asInteger(asObject(message['reply_to_message'])['message_id']);
  conversation.add({
    ...{ chatId, messageId, from: 'person' },
    ...(senderId !== undefined && { senderId }),
    ...(senderName !== undefined && { senderName }),
    ...(replyToMessageId !== undefined && { replyToMessageId }),
    ...(topicId !== undefined && { topicId }),
    ...(content !== undefined && { content }),
    ...{ silent: false, linkPreviewDisabled: false, atMs: nowMs(), text, entities: [] },
  });
}

/** Fields common to all messages. @see https://core.telegram.org/bots/api#message */
const commonFields = new Set(
  'message_id message_thread_id is_topic_message from sender_chat chat date edit_date reply_to_message caption'.split(
    ' ',
  ),
);

/** @returns The content of a message without text in words; undefined if it has text. */
function contentInWords(message: JsonObject): string | undefined {
  if (message['text'] !== undefined) return undefined;
  return Object.keys(message)
    .find((field) => !commonFields.has(field))
    ?.replaceAll('_', ' ');
}

/** Replies have a thread even without topics. @see https://core.telegram.org/bots/api#message is_topic_message */
const topicIdOf = (message: JsonObject): number | undefined =>
  message['is_topic_message'] === true ? asInteger(message['message_thread_id']) : undefined;

function learnPress(query: JsonObject, { chats, pressedAtMs, nowMs }: TelegramState): void {
  const queryId = asString(query['id']);
  if (queryId !== undefined) pressedAtMs.set(queryId, nowMs());
  learnChat(asObject(asObject(query['message'])['chat']), chats);
  learnPerson(asObject(query['from']), chats);
}

function learnMembership(change: JsonObject, { chats }: TelegramState): void {
  const chatId = learnChat(asObject(change['chat']), chats);
  const member = asObject(change['new_chat_member']);
  if (chatId === undefined) return;
  const { type, isBotAdmin = false } = chats.get(chatId) ?? {};
  const status = asString(member['status']);
  const state = stateOf(status, type);
  const isAdmin = status === 'administrator';
  if (state) chats.set({ id: chatId, state, ...(isAdmin !== isBotAdmin && { isBotAdmin: isAdmin }) });
}

function stateOf(status: string | undefined, type: ChatType | undefined): ChatState | undefined {
  switch (status) {
    case 'administrator':
    case 'member':
      return 'member';
    case 'left':
      return 'left';
    case 'kicked':
      return type === 'private' ? 'blocked' : 'kicked';
    default:
      return undefined;
  }
}

/** Adds a chat or updates its names; the bot's state there stays. */
function learnChat(chat: JsonObject, chats: Chats): number | undefined {
  const id = asInteger(chat['id']);
  const { type } = chat;
  if (id === undefined || !isChatType(type)) return undefined;
  const username = asString(chat['username']);
  const title = asString(chat['title']);
  const firstName = asString(chat['first_name']);
  chats.set({
    ...{ id, type },
    ...(username !== undefined && { username }),
    ...(title !== undefined && { title }),
    ...(firstName !== undefined && { firstName }),
  });
  return id;
}

/** A person seen outside the private chat is known, but the bot can't write first. */
function learnPerson(person: JsonObject, chats: Chats): void {
  const id = asInteger(person['id']);
  if (id === undefined || person['is_bot'] === true) return;
  const languageCode = asString(person['language_code']);
  const firstName = asString(person['first_name']);
  chats.set({
    id,
    ...(!chats.get(id) && { type: 'private', state: 'not-started', ...(firstName !== undefined && { firstName }) }),
    ...(languageCode !== undefined && { languageCode }),
  });
}
