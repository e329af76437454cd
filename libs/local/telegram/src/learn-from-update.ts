import { type CallbackQueries } from './callback-queries';
import { type ChatState, type Chats } from './chats';
import { contentInWords } from './content-in-words';
import { type ConversationStore } from './conversation';
import { type ChatType, type JsonObject, type TelegramUpdate, asInteger, asObject, asString } from './telegram-types';

/** What the server knows about the world outside. */
export interface World {
  readonly chats: Chats;
  readonly conversation: ConversationStore;
  readonly callbackQueries: CallbackQueries;
}

const chatTypes: readonly string[] = ['private', 'group', 'supergroup', 'channel'] satisfies ChatType[];
const isChatType = (type: unknown): type is ChatType => typeof type === 'string' && chatTypes.includes(type);

/**
 * Takes over what Telegram would know once this update has happened: the chat, the person, the message, a changed
 * membership. An update of any other shape teaches nothing and is pushed all the same.
 */
export function learnFromUpdate(update: TelegramUpdate, world: World, atMs: number): void {
  const { message, edited_message, channel_post, edited_channel_post, callback_query, my_chat_member } = update;
  learnMessage(asObject(message ?? channel_post), world, atMs);
  learnEdit(asObject(edited_message ?? edited_channel_post), world, atMs);
  learnCallback(asObject(callback_query), world, atMs);
  learnMembership(asObject(my_chat_member), world);
}

function learnMessage(message: JsonObject, world: World, atMs: number): void {
  const chatId = learnChat(asObject(message['chat']), world.chats);
  if (chatId === undefined) return;
  const chat = world.chats.get(chatId);
  // A person who writes to the bot has started it, again if need be.
  if (chat?.type === 'private' && chat.state !== 'deactivated') world.chats.set({ id: chatId, state: 'member' });
  learnPerson(asObject(message['from']), world.chats);

  const migratedToChatId = asInteger(message['migrate_to_chat_id']);
  if (migratedToChatId !== undefined) {
    world.chats.set({ id: chatId, state: 'migrated', migratedToChatId });
    if (!world.chats.get(migratedToChatId)) {
      world.chats.set({ ...chat, id: migratedToChatId, type: 'supergroup', state: 'member' });
    }
  }
  learnTopic(chatId, message, world.chats);
  const messageId = asInteger(message['message_id']);
  if (messageId !== undefined) addMessage({ chatId, messageId, message }, world, atMs);
}

function learnTopic(chatId: number, message: JsonObject, chats: Chats): void {
  const topicId = topicIdOf(message);
  if (topicId === undefined) return;
  const { topicIds = [], topicNames } = chats.get(chatId) ?? {};
  const name = asString(asObject(message['forum_topic_created'])['name']);
  chats.set({
    id: chatId,
    topicIds: topicIds.includes(topicId) ? topicIds : [...topicIds, topicId],
    ...(name !== undefined && { topicNames: { ...topicNames, [topicId]: name } }),
  });
}

function addMessage(
  { chatId, messageId, message }: { chatId: number; messageId: number; message: JsonObject },
  { conversation }: World,
  atMs: number,
): void {
  const text = asString(message['text']) ?? asString(message['caption']) ?? '';
  const content = contentInWords(message);
  const sender = asObject(message['from']);
  const senderId = asInteger(sender['id']);
  const senderName = asString(sender['first_name']);
  const topicId = topicIdOf(message);
  const replyToMessageId = asInteger(asObject(message['reply_to_message'])['message_id']);
  conversation.add({
    chatId,
    messageId,
    from: 'person',
    ...(senderId !== undefined && { senderId }),
    ...(senderName !== undefined && { senderName }),
    ...(replyToMessageId !== undefined && { replyToMessageId }),
    ...(topicId !== undefined && { topicId }),
    ...(content !== undefined && { content }),
    silent: false,
    linkPreviewDisabled: false,
    atMs,
    text,
    entities: [],
  });
}

/** Replies have a thread, too, where there are no topics. @see https://core.telegram.org/bots/api#message is_topic_message */
const topicIdOf = (message: JsonObject): number | undefined =>
  message['is_topic_message'] === true ? asInteger(message['message_thread_id']) : undefined;

function learnEdit(message: JsonObject, { chats, conversation }: World, atMs: number): void {
  const chatId = learnChat(asObject(message['chat']), chats);
  const messageId = asInteger(message['message_id']);
  const known = chatId === undefined || messageId === undefined ? undefined : conversation.find(chatId, messageId);
  const text = asString(message['text']) ?? asString(message['caption']);
  if (known && text !== undefined) conversation.edit(known, { atMs, text, entities: [] });
}

function learnCallback(query: JsonObject, { chats, callbackQueries }: World, atMs: number): void {
  const queryId = asString(query['id']);
  if (queryId !== undefined) callbackQueries.press(queryId, atMs);
  learnChat(asObject(asObject(query['message'])['chat']), chats);
  learnPerson(asObject(query['from']), chats);
}

function learnMembership(change: JsonObject, { chats }: World): void {
  const chatId = learnChat(asObject(change['chat']), chats);
  const member = asObject(change['new_chat_member']);
  if (chatId === undefined) return;
  const { type, isBotAdmin } = chats.get(chatId) ?? {};
  const status = asString(member['status']);
  const state = stateOf(status, type, member['is_member']);
  const isAdmin = status === 'administrator' || status === 'creator';
  if (state) chats.set({ id: chatId, state, ...(isAdmin !== (isBotAdmin ?? false) && { isBotAdmin: isAdmin }) });
}

function stateOf(status: string | undefined, type: ChatType | undefined, isMember: unknown): ChatState | undefined {
  switch (status) {
    case 'creator':
    case 'administrator':
      return 'member';
    case 'member':
      return type === 'channel' ? 'read-only' : 'member';
    case 'restricted':
      return isMember === false ? 'left' : 'read-only';
    case 'left':
      return 'left';
    case 'kicked':
      return type === 'private' ? 'blocked' : 'kicked';
    default:
      return undefined;
  }
}

/** Adds a chat or brings its names up to date; what the bot may do there is left as it is. */
function learnChat(chat: JsonObject, chats: Chats): number | undefined {
  const id = asInteger(chat['id']);
  const type = chat['type'];
  if (id === undefined || !isChatType(type)) return undefined;
  const username = asString(chat['username']);
  const title = asString(chat['title']);
  const firstName = asString(chat['first_name']);
  chats.set({
    id,
    type,
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
  const language = languageCode !== undefined && { languageCode };
  const firstName = asString(person['first_name']);
  if (chats.get(id)) chats.set({ id, ...language });
  else
    chats.set({
      id,
      type: 'private',
      state: 'not-started',
      ...(firstName !== undefined && { firstName }),
      ...language,
    });
}
