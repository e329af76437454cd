import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { addFoundEntities, cleanText } from './clean-text';
import { isInvisible } from './is-invisible';
import { MarkupError } from './markup-error';
import { type FormattedText, parseHtml } from './parse-html';

/**
 * The longest text and the longest caption, after entity parsing, in characters: code points, of which an emoji may be
 * several, as Telegram's library counts for bots.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageContent.cpp message_text_length_max
 */
export const maxCharacters = { text: 4096, caption: 1024 };

/** The longest text before parsing, UTF-8 bytes. @see telegram-bot-api Client.cpp get_formatted_text */
const maxRawBytes = 32_768;

/**
 * How a call is told that its text is too long. The Bot API server checks what is sent; edits go on to Telegram's servers,
 * whose errors are identifiers. That of a caption is unverified: it is inferred from the one that sending gets there.
 *
 * @see https://github.com/teloxide/teloxide/issues/430 MESSAGE_TOO_LONG, of an edit
 */
const tooLong = {
  send: { text: 'Message is too long', caption: 'Message caption is too long' },
  edit: { text: 'MESSAGE_TOO_LONG', caption: 'MEDIA_CAPTION_TOO_LONG' },
} as const;

/**
 * Reads and checks the `text` of a message.
 *
 * @throws {BotApiError} 400 with Telegram's text.
 */
export function messageText(parameters: CallParameters, action: keyof typeof tooLong = 'send'): FormattedText {
  const raw = parameters.text('text');
  if (raw === '') throw badRequest('Message text is empty');
  const formatted = formattedText(parameters, raw);
  if (isInvisible(formatted.text)) throw badRequest('Text must be non-empty');
  if (characterCount(formatted.text) > maxCharacters.text) throw badRequest(tooLong[action].text);
  return addFoundEntities(formatted);
}

/**
 * Reads and checks the `caption` of a file, which may be empty.
 *
 * @throws {BotApiError} 400 with Telegram's text.
 */
export function messageCaption(parameters: CallParameters, action: keyof typeof tooLong = 'send'): FormattedText {
  const formatted = formattedText(parameters, parameters.text('caption'));
  if (characterCount(formatted.text) > maxCharacters.caption) throw badRequest(tooLong[action].caption);
  return addFoundEntities(formatted);
}

function formattedText(parameters: CallParameters, raw: string): FormattedText {
  if (Buffer.byteLength(raw, 'utf8') > maxRawBytes) throw badRequest('Text is too long');
  if (!raw.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8');
  const parseMode = parameters.text('parse_mode').toLowerCase();
  const isPlain = raw === '' || parseMode === '' || parseMode === 'none';
  return cleanText(isPlain ? { text: raw, entities: [] } : parse(raw, parseMode));
}

function parse(raw: string, parseMode: string): FormattedText {
  try {
    switch (parseMode) {
      case 'html':
        return parseHtml(raw);
      case 'markdown':
      case 'markdownv2':
        throw notEmulated(`parse mode ${parseMode}`);
      default:
        throw badRequest('Unsupported parse_mode');
    }
  } catch (error) {
    if (error instanceof MarkupError) throw badRequest(`Can't parse entities: ${error.message}`);
    throw error;
  }
}

const characterCount = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};
