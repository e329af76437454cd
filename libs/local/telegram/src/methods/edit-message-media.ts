import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { messageCaption } from '../formatting/message-text';
import { replyMarkup } from '../formatting/reply-markup';
import { isJsonObject } from '../telegram-types';
import { editMessage } from './edit-message';
import { type Method } from './method';
import { readPhoto } from './read-photo';
import { refuseVariants } from './refuse-variants';

/** Media that Telegram takes here and the local server does not. */
const otherKinds = ['animation', 'audio', 'document', 'live_photo', 'video'];

/**
 * Puts another photo into a message, or one into a message of text. An edit without a keyboard takes the keyboard away.
 * A photo that is uploaded again is another one, so the same picture is a modification.
 *
 * @see https://core.telegram.org/bots/api#editmessagemedia
 */
export const editMessageMedia: Method = (parameters, context) => {
  refuseVariants(parameters);
  const media = readMedia(parameters);
  const formatted = messageCaption(media, 'edit');
  const { attachment, keep } = readPhoto(parameters, { given: photoOf(media), field: '' }, context);
  const markup = replyMarkup(parameters);
  const edited = editMessage(parameters, context, () => ({
    ...formatted,
    ...(markup && { replyMarkup: markup }),
    attachment,
  }));
  keep();
  return edited;
};

/** @throws {BotApiError} 400 as telegram-bot-api's `get_input_media` does. */
function readMedia(parameters: CallParameters): CallParameters {
  const text = parameters.text('media');
  if (text === '') throw badRequest('parameter "media" is required');
  const media = parameters.json('media', 'input media');
  if (!isJsonObject(media)) throw unreadable('expected an Object');
  return parameters.within(media);
}

function photoOf(media: CallParameters): string {
  const kind = media.text('type');
  if (!media.has('type')) throw unreadable('Can\'t find field "type"');
  if (media.text('media') === '') throw unreadable('media not found');
  media.refuse('thumbnail', 'has_spoiler', 'show_caption_above_media', 'caption_entities');
  if (otherKinds.includes(kind)) throw notEmulated(`an InputMedia of the type ${kind}`);
  if (kind !== 'photo') throw unreadable(`type "${kind}" is unsupported`);
  return media.text('media');
}

const unreadable = (reason: string) => badRequest(`can't parse InputMedia: ${reason}`);
