import { type CallParameters, type JsonObject, asInteger, asObject, refuseOtherFields } from '../call-parameters';
import { type Chat } from '../chats';
import { type AttachedFile, type ConversationMessage } from '../conversation';
import { messageCaption, messageText } from '../formatting/message-text';
import { type FormattedText } from '../formatting/parse-html';
import { replyMarkup } from '../formatting/reply-markup';
import { messageJson } from '../message-json';
import { badRequest } from '../refusals';
import { type Method, type TelegramState } from '../telegram-state';
import { keepFile, readDocument, readPhoto } from './files';

/** @see https://core.telegram.org/bots/api#sendmessage */
export const sendMessage: Method = (parameters, state) => {
  const preview = asObject(parameters.json('link_preview_options', 'link preview options'));
  refuseOtherFields(preview, 'a link preview', 'is_disabled');
  const linkPreviewDisabled = preview['is_disabled'] === true;
  return post(parameters, state, messageText(parameters), { linkPreviewDisabled });
};

/** @see https://core.telegram.org/bots/api#sendphoto */
export const sendPhoto: Method = (parameters, state) => {
  const photo = readPhoto(parameters, parameters.text('photo'), state.files);
  const sent = post(parameters, state, messageCaption(parameters), photo.attached);
  keepFile(photo, state.files);
  return sent;
};

/** @see https://core.telegram.org/bots/api#senddocument */
export const sendDocument: Method = (parameters, state) => {
  const document = readDocument(parameters, state.files);
  const sent = post(parameters, state, messageCaption(parameters), document.attached);
  keepFile(document, state.files);
  return sent;
};

/** Posts a message of the bot. @throws {BotApiError} The chat or the replied message does not allow it. */
function post(
  parameters: CallParameters,
  state: TelegramState,
  { text, entities }: FormattedText,
  { linkPreviewDisabled = false, ...attached }: AttachedFile & { readonly linkPreviewDisabled?: boolean },
): JsonObject {
  const reply = readReply(parameters);
  const keyboard = replyMarkup(parameters);
  const chat = state.chats.find(parameters, 'write');
  const replied = reply && findReplied(reply, chat, state);
  const topicId = topicOf(parameters, chat) ?? replied?.topicId;
  state.floodControl.admit(chat);
  const message = state.conversation.add({
    chatId: chat.id,
    from: 'bot',
    silent: parameters.flag('disable_notification'),
    linkPreviewDisabled,
    ...(replied && { replyToMessageId: replied.messageId }),
    ...(topicId !== undefined && { topicId }),
    ...attached,
    atMs: state.nowMs(),
    text,
    entities,
    ...(keyboard && { keyboard }),
    ...(parameters.by !== undefined && { by: parameters.by }),
  });
  return messageJson(message, state);
}

interface Reply {
  readonly messageId: number;
  readonly mayBeMissing: boolean;
}

/** @see https://core.telegram.org/bots/api#replyparameters */
function readReply(parameters: CallParameters): Reply | undefined {
  const given = parameters.json('reply_parameters', 'reply parameters');
  if (given === undefined) return undefined;
  const reply = asObject(given);
  refuseOtherFields(reply, 'a reply', 'message_id', 'allow_sending_without_reply');
  const messageId = asInteger(reply['message_id']);
  if (messageId === undefined) throw badRequest('Field "message_id" must be a valid Number');
  return { messageId, mayBeMissing: reply['allow_sending_without_reply'] === true };
}

function findReplied(
  { messageId, mayBeMissing }: Reply,
  chat: Chat,
  { conversation }: TelegramState,
): ConversationMessage | undefined {
  const replied = conversation.find(chat.id, messageId);
  if (!replied && !mayBeMissing) throw badRequest('message to be replied not found');
  return replied;
}

/**
 * A forum's topic is known from its messages. A reply is in the topic of the replied message.
 *
 * @throws {BotApiError} 400, there is no such topic.
 */
function topicOf(parameters: CallParameters, { topicIds = [] }: Chat): number | undefined {
  const topicId = parameters.integer('message_thread_id');
  if (topicId === 0) return undefined;
  if (!topicIds.includes(topicId)) throw badRequest('Message thread not found');
  return topicId;
}
