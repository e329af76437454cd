import { type MessageEntity } from '../telegram-types';
import { dateTime, isDateFormat } from './date-time';
import { decodeHtmlEntity } from './decode-html-entity';
import { MarkupError } from './markup-error';
import { type StartTag, bytesBefore, nameCharacter, readStartTag, skip, space } from './read-start-tag';
import { sortEntities } from './sort-entities';
import { textLink } from './text-link';

/** Plain text with its formatting; offsets in UTF-16 code units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

interface OpenTag extends StartTag {
  /** UTF-16 offset in the plain text. */
  readonly offset: number;
}

/**
 * Parses Telegram's HTML mode as strictly as its server does: a small tag set that must nest, offsets of errors in
 * UTF-8 bytes.
 *
 * Not done: splitting entities that may not overlap.
 *
 * @throws {MarkupError} With the text that Telegram gives.
 * @see https://core.telegram.org/bots/api#html-style
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp parse_html
 */
export function parseHtml(html: string): FormattedText {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  // Half of a pair given as a number; two of them make no character either.
  let hasHalf = false;

  for (let at = 0; at < html.length;) {
    const character = html.charAt(at);
    if (character === '<' && html.charAt(at + 1) !== '/') {
      const tag = readStartTag(html, at);
      open.push({ ...tag, offset: text.length });
      at = tag.nextAt;
    } else if (character === '<') {
      const end = readEndTag(html, at, open.at(-1));
      addEntity(entities, end.tag, text);
      open.pop();
      at = end.nextAt;
    } else {
      const decoded = character === '&' ? decodeHtmlEntity(html, at) : undefined;
      hasHalf ||= decoded !== undefined && !decoded.character.isWellFormed();
      text += decoded?.character ?? character;
      at = decoded?.nextAt ?? at + 1;
    }
  }

  const unclosed = open.at(-1);
  if (unclosed) throw new MarkupError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  if (hasHalf) {
    throw new MarkupError(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  }
  return {
    text,
    entities: sortEntities(entities.map(withoutCodeLanguage)),
  };
}

function readEndTag(html: string, at: number, tag: OpenTag | undefined): { tag: OpenTag; nextAt: number } {
  const offset = bytesBefore(html, at);
  if (!tag) throw new MarkupError(`Unexpected end tag at byte offset ${offset}`);
  const nameEnd = skip(html, at + 2, nameCharacter);
  const name = html.slice(at + 2, nameEnd).toLowerCase();
  const close = skip(html, nameEnd, space);
  if (html.charAt(close) !== '>') throw new MarkupError(`Unclosed end tag at byte offset ${offset}`);
  // An end tag without a name closes the innermost open one: the server takes it.
  if (name !== '' && name !== tag.name) {
    throw new MarkupError(`Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`);
  }
  return { tag, nextAt: close + 1 };
}

function addEntity(entities: MessageEntity[], tag: OpenTag, text: string): void {
  const range = { offset: tag.offset, length: text.length - tag.offset };
  if (range.length === 0) return;
  if (tag.name === 'tg-emoji' && !/^[1-9]\d{0,18}$/.test(tag.argument)) {
    throw new MarkupError('Invalid custom emoji identifier specified');
  }
  const inner = entities.at(-1);
  const language = inner && sameRange(inner, range) ? blockLanguage(tag, inner) : undefined;
  if (language !== undefined) {
    entities.pop();
    entities.push({ type: 'pre', ...range, language });
    return;
  }
  const entity = entityOf(tag, text.slice(tag.offset));
  if (entity) entities.push({ ...entity, ...range });
}

/** A block and the code in it, or around it, that say the language together are one. */
function blockLanguage(tag: OpenTag, inner: MessageEntity): string | undefined {
  if (tag.name === 'pre' && inner.type === 'code') return inner.language;
  return tag.name === 'code' && inner.type === 'pre' && tag.argument !== '' ? tag.argument : undefined;
}

/** Code in a line has no language. */
const withoutCodeLanguage = ({ language, ...entity }: MessageEntity): MessageEntity =>
  language === undefined || entity.type === 'code' ? entity : { ...entity, language };

const sameRange = (a: { offset: number; length: number }, b: { offset: number; length: number }): boolean =>
  a.offset === b.offset && a.length === b.length;

function entityOf(tag: OpenTag, shown: string): Omit<MessageEntity, 'offset' | 'length'> | undefined {
  switch (tag.name) {
    case 'b':
    case 'strong':
      return { type: 'bold' };
    case 'i':
    case 'em':
      return { type: 'italic' };
    case 'u':
    case 'ins':
      return { type: 'underline' };
    case 's':
    case 'strike':
    case 'del':
      return { type: 'strikethrough' };
    case 'span':
    case 'tg-spoiler':
      return { type: 'spoiler' };
    case 'code':
      return { type: 'code', ...(tag.argument !== '' && { language: tag.argument }) };
    case 'pre':
      return { type: 'pre' };
    case 'blockquote':
      return { type: tag.argument === '1' ? 'expandable_blockquote' : 'blockquote' };
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: tag.argument };
    case 'tg-time':
      return dateTimeOf(tag);
    default:
      return textLink(tag.argument === '' ? shown : tag.argument);
  }
}

/** @see https://core.telegram.org/bots/api#date-time-entity-formatting */
function dateTimeOf({ argument, unixTime }: OpenTag): Omit<MessageEntity, 'offset' | 'length'> | undefined {
  if (!isDateFormat(argument)) throw new MarkupError('Invalid date format used');
  return unixTime > 0 ? dateTime(unixTime, argument) : undefined;
}
