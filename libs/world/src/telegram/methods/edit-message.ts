import { type CallParameters, type JsonObject, isJsonObject } from '../call-parameters';
import { type Chat } from '../chats';
import { type AttachedFile, type ConversationMessage } from '../conversation';
import { messageCaption, messageText } from '../formatting/message-text';
import { type FormattedText } from '../formatting/parse-html';
import { replyMarkup } from '../formatting/reply-markup';
import { messageJson } from '../message-json';
import { badRequest, notEmulated } from '../refusals';
import { type Method, type TelegramState } from '../telegram-state';
import { type ShownVersion } from '../what-people-see';
import { keepFile, readPhoto } from './files';

/** An edit without a keyboard removes the keyboard. @see https://core.telegram.org/bots/api#editmessagetext */
export const editMessageText: Method = (parameters, state) => {
  const formatted = messageText(parameters, 'edit');
  return edit(parameters, state, formatted, (message) => {
    if (message.file) throw badRequest('there is no text in the message to edit');
    return undefined;
  });
};

/**
 * Replaces a message's photo, or adds one to a text. An edit without a keyboard removes the keyboard. A photo that is
 * uploaded again is a new one, so the same picture is a modification.
 *
 * @see https://core.telegram.org/bots/api#editmessagemedia
 */
export const editMessageMedia: Method = (parameters, state) => {
  const media = readMedia(parameters);
  const formatted = messageCaption(media, 'edit');
  const photo = readPhoto(parameters, media.text('media'), state.files);
  const edited = edit(parameters, state, formatted, () => photo.attached);
  keepFile(photo, state.files);
  return edited;
};

/** @throws {BotApiError} 400 as telegram-bot-api's `get_input_media` does. */
function readMedia(parameters: CallParameters): CallParameters {
  const unreadable = (reason: string) => badRequest(`can't parse InputMedia: ${reason}`);
  const given = parameters.json('media', 'input media');
  if (given === undefined) throw badRequest('parameter "media" is required');
  if (!isJsonObject(given)) throw unreadable('expected an Object');
  const media = parameters.within(given);
  const kind = media.text('type');
  if (!media.has('type')) throw unreadable('Can\'t find field "type"');
  if (media.text('media') === '') throw unreadable('media not found');
  if (kind !== 'photo') throw notEmulated(`an InputMedia of the type ${kind}`);
  media.refuseOthers(['type', 'media', 'caption', 'parse_mode']);
  return media;
}

/**
 * @param fileFor - Gives the message another file; undefined: unchanged.
 * @throws {BotApiError} 400 also when nothing would change.
 */
function edit(
  parameters: CallParameters,
  state: TelegramState,
  { text, entities }: FormattedText,
  fileFor: (message: ConversationMessage) => AttachedFile | undefined,
): JsonObject {
  const keyboard = replyMarkup(parameters);
  const messageId = parameters.integer('message_id');
  if (parameters.text('chat_id') === '' && messageId <= 0) throw badRequest('Message identifier is not specified');
  const chat = state.chats.find(parameters, 'edit');
  const message = state.conversation.find(chat.id, messageId);
  if (!message) throw badRequest('message to edit not found');
  if (!isEditable(message, chat)) throw badRequest("message can't be edited");
  const attached = fileFor(message);
  state.floodControl.admit(chat);
  const shown = { text, entities, ...(keyboard && { keyboard }) };
  if (!attached && looksLike(shown) === looksLike(message)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  const { by } = parameters;
  const version = { atMs: state.nowMs(), ...shown, ...(by !== undefined && { by }) };
  return messageJson(state.conversation.edit(message, version, attached), state);
}

/**
 * In a channel the bot may edit all posts.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessagesManager.cpp can_edit_message
 */
const isEditable = ({ from, isLocked }: ConversationMessage, { type }: Chat): boolean =>
  !isLocked && (from === 'bot' || type === 'channel');

const looksLike = ({ text, entities, keyboard }: Omit<ShownVersion, 'atMs'>): string =>
  JSON.stringify([text, entities, keyboard]);
