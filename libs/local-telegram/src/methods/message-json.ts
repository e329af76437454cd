import { type Chats, chatJson } from '../chats';
import { type ConversationMessage } from '../conversation';
import { type MessageEntity } from '../telegram-types';
import { type MethodContext } from './method';

/** Shows a message as the Bot API does. Dates are epoch seconds. @see https://core.telegram.org/bots/api#message */
export function messageJson(message: ConversationMessage, { chats, conversation, bot }: MethodContext) {
  const chat = chats.get(message.chatId);
  const shownChat = chat && chatJson(chat);
  const first = message.versions[0];
  const last = message.versions.at(-1);
  const repliedTo =
    message.replyToMessageId === undefined ? undefined : conversation.find(message.chatId, message.replyToMessageId);
  return {
    message_id: message.messageId,
    ...senderOf(message, chat?.type === 'channel' ? shownChat : undefined, bot),
    chat: shownChat,
    date: toSeconds(first?.atMs ?? 0),
    ...(last && message.versions.length > 1 && { edit_date: toSeconds(last.atMs) }),
    ...(repliedTo && {
      reply_to_message: { message_id: repliedTo.messageId, chat: shownChat, text: repliedTo.text },
    }),
    ...contentOf(message, chats),
    ...(last?.replyMarkup && 'inline_keyboard' in last.replyMarkup && { reply_markup: last.replyMarkup }),
    ...(message.linkPreviewDisabled && { link_preview_options: { is_disabled: true } }),
  };
}

/** Text and formatting have other names under a file. */
function contentOf({ text, attachment, versions }: ConversationMessage, chats: Chats) {
  const entities = (versions.at(-1)?.entities ?? []).flatMap((entity) => shownEntity(entity, chats) ?? []);
  if (!attachment) return { text, ...(entities.length > 0 && { entities }) };
  return {
    [attachment.kind]: attachment.json,
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
  };
}

/** A mention shows who it is; of somebody unknown it is none. */
function shownEntity(entity: MessageEntity, chats: Chats) {
  if (!entity.user) return entity;
  const person = chats.get(entity.user.id);
  if (person?.type !== 'private') return undefined;
  return { ...entity, user: { id: person.id, is_bot: false, first_name: person.firstName ?? '' } };
}

const senderOf = (message: ConversationMessage, channel: object | undefined, bot: MethodContext['bot']) => {
  if (channel) return { sender_chat: channel };
  return message.from === 'bot' ? { from: { ...bot, is_bot: true } } : {};
};

const toSeconds = (ms: number): number => Math.floor(ms / 1000);
