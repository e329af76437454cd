import { type CallParameters } from '../call-parameters';
import { badRequest, notEmulated } from '../refusals';
import { type FormattedText, showHtml, showPlainText } from './parse-html';

/**
 * The longest text and the longest caption, after entity parsing, in characters: code points, of which an emoji may be
 * several, as Telegram's library counts for bots.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageContent.cpp message_text_length_max
 */
const maxCharacters = { text: 4096, caption: 1024 };

/** The longest text before parsing, UTF-8 bytes. @see telegram-bot-api Client.cpp get_formatted_text */
const maxRawBytes = 32_768;

/**
 * The errors for a text that is too long. The Bot API server checks sent texts; edits reach Telegram's servers, whose
 * errors are identifiers. A caption's is unverified: inferred from that of sending.
 *
 * @see https://github.com/teloxide/teloxide/issues/430 MESSAGE_TOO_LONG, of an edit
 */
const tooLong = {
  send: { text: 'Message is too long', caption: 'Message caption is too long' },
  edit: { text: 'MESSAGE_TOO_LONG', caption: 'MEDIA_CAPTION_TOO_LONG' },
} as const;

/** Invisible: white space of any width, joiners, marks of direction. @see td/telegram/misc.cpp strip_empty_characters */
const invisible = /^[\s\u180e\u200b-\u200f\u202e\u2800\ufffc\u{e0000}-\u{e007f}]*$/u;

/**
 * Reads and checks the `text` of a message.
 *
 * @throws {BotApiError} 400 with Telegram's text.
 */
export function messageText(parameters: CallParameters, action: keyof typeof tooLong = 'send'): FormattedText {
  const raw = parameters.text('text');
  if (raw === '') throw badRequest('Message text is empty');
  const formatted = formattedText(parameters, raw);
  if (invisible.test(formatted.text)) throw badRequest('Text must be non-empty');
  if ([...formatted.text].length > maxCharacters.text) throw badRequest(tooLong[action].text);
  return formatted;
}

/**
 * Reads and checks the `caption` of a file, which may be empty.
 *
 * @throws {BotApiError} 400 with Telegram's text.
 */
export function messageCaption(parameters: CallParameters, action: keyof typeof tooLong = 'send'): FormattedText {
  const formatted = formattedText(parameters, parameters.text('caption'));
  if ([...formatted.text].length > maxCharacters.caption) throw badRequest(tooLong[action].caption);
  return formatted;
}

function formattedText(parameters: CallParameters, raw: string): FormattedText {
  if (Buffer.byteLength(raw, 'utf8') > maxRawBytes) throw badRequest('Text is too long');
  if (!raw.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8');
  const parseMode = parameters.text('parse_mode').toLowerCase();
  if (raw === '' || parseMode === '') return showPlainText(raw);
  if (parseMode === 'html') return showHtml(raw);
  if (parseMode.startsWith('markdown')) throw notEmulated(`parse mode ${parseMode}`);
  throw badRequest('Unsupported parse_mode');
}
