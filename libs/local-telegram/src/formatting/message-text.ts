import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { MarkupError } from './markup-error';
import { type FormattedText, parseHtml } from './parse-html';

/**
 * The longest text of a message, counted in UTF-16 code units after entity parsing.
 *
 * The documentation says "characters" and leaves open which. UTF-16 units are the unit of its entity offsets and the
 * strictest reading (an emoji counts 2), so a text that passes here passes under any other; unverified at the limit.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export const maxTextUnits = 4096;

/** The longest text before parsing, UTF-8 bytes. @see telegram-bot-api Client.cpp get_formatted_text */
const maxRawBytes = 32_768;

/**
 * Reads and checks the `text` of a message.
 *
 * @throws {BotApiError} 400 with Telegram's text; parse modes other than HTML are refused as not emulated.
 */
export function messageText(parameters: CallParameters): FormattedText {
  const raw = parameters.text('text');
  if (raw === '') throw badRequest('Message text is empty');
  if (Buffer.byteLength(raw, 'utf8') > maxRawBytes) throw badRequest('Text is too long');
  if (!raw.isWellFormed()) throw badRequest('Message text must be encoded in UTF-8');

  const formatted = trim(parse(raw, parameters.text('parse_mode').toLowerCase()));
  if (formatted.text === '') throw badRequest('Text must be non-empty');
  if (formatted.text.length > maxTextUnits) throw badRequest('Message is too long');
  return formatted;
}

function parse(raw: string, parseMode: string): FormattedText {
  switch (parseMode) {
    case '':
    case 'none':
      return { text: raw, entities: [] };
    case 'html':
      return parseHtmlText(raw);
    case 'markdown':
    case 'markdownv2':
      throw notEmulated(`parse_mode ${parseMode}`);
    default:
      throw badRequest('Unsupported parse_mode');
  }
}

function parseHtmlText(raw: string): FormattedText {
  try {
    return parseHtml(raw);
  } catch (error) {
    if (error instanceof MarkupError) throw badRequest(`Can't parse entities: ${error.message}`);
    throw error;
  }
}

/** Telegram drops white space around a text; formatting that covered nothing else goes with it. */
function trim({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const clipped = entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const length = Math.min(entity.offset + entity.length, end) - from;
    return length > 0 ? [{ ...entity, offset: from - start, length }] : [];
  });
  return { text: text.slice(start, Math.max(start, end)), entities: clipped };
}
