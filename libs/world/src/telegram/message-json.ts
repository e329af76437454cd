import { chatJson } from './chats';
import { type ConversationMessage } from './conversation';
import { type JsonObject } from './call-parameters';
import { type TelegramState } from './telegram-state';

/** Shows a message as the Bot API does. Dates are epoch seconds. @see https://core.telegram.org/bots/api#message */
export function messageJson(message: ConversationMessage, context: TelegramState): JsonObject {
  const { chatId, replyToMessageId } = message;
  const repliedTo = replyToMessageId === undefined ? undefined : context.conversation.find(chatId, replyToMessageId);
  return {
    ...repliedMessageJson(message, context),
    ...(repliedTo && { reply_to_message: repliedMessageJson(repliedTo, context) }),
  };
}

/** Shows a replied message without its own reply. @see https://core.telegram.org/bots/api#message reply_to_message */
export function repliedMessageJson(message: ConversationMessage, { chats, bot }: TelegramState): JsonObject {
  const chat = chats.get(message.chatId);
  const shownChat = chat && chatJson(chat);
  const first = message.versions[0];
  const last = message.versions.at(-1);
  return {
    message_id: message.messageId,
    ...senderOf(message, chat?.type === 'channel' ? shownChat : undefined, bot),
    chat: shownChat,
    date: toSeconds(first?.atMs ?? 0),
    ...(message.topicId !== undefined && { message_thread_id: message.topicId, is_topic_message: true }),
    ...(last && message.versions.length > 1 && { edit_date: toSeconds(last.atMs) }),
    ...contentOf(message),
    ...(message.keyboard && { reply_markup: { inline_keyboard: message.keyboard } }),
    ...(message.linkPreviewDisabled && { link_preview_options: { is_disabled: true } }),
  };
}

/** Text and formatting of a photo or file have other names. */
function contentOf({ text, entities, file }: ConversationMessage) {
  if (!file) return { text, ...(entities.length > 0 && { entities }) };
  return {
    ...file,
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
  };
}

const senderOf = (message: ConversationMessage, channel: object | undefined, bot: TelegramState['bot']) => {
  if (channel) return { sender_chat: channel };
  if (message.from === 'bot') return { from: { ...bot, is_bot: true } };
  const { senderId: id, senderName } = message;
  return id === undefined ? {} : { from: { id, is_bot: false, first_name: senderName ?? '' } };
};

const toSeconds = (ms: number): number => Math.floor(ms / 1000);
