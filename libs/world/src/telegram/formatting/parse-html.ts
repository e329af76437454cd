import { badRequest, notEmulated } from '../refusals';
import { type MessageEntity } from '../what-people-see';
import { findEntities } from './find-entities';

/** Plain text with its formatting; offsets in UTF-16 code units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** The tags that the bot sends, and their entity types. */
const entityTypes: ReadonlyMap<string, string> = new Map([
  ['b', 'bold'],
  ['i', 'italic'],
  ['code', 'code'],
  ['blockquote', 'blockquote'],
]);

/** Tags that Telegram supports but the local server does not. */
const otherTags = new Set('strong em u ins s strike del a pre span tg-spoiler tg-emoji tg-time'.split(' '));

/** Code keeps no other formatting, and no links are found in it. */
const isSealed = ({ type }: MessageEntity): boolean => type === 'code';

/**
 * Telegram keeps at most 100 entities of a message. That it keeps the first ones is reported, not documented.
 *
 * @see https://docs.python-telegram-bot.org/en/v13.2/telegram.constants.html MAX_MESSAGE_ENTITIES
 */
const maxEntities = 100;

/** Text, a tag, a character reference, or a character that is neither. */
const piece = /(?<tag><[^>]*>?)|(?<reference>&(?:#x[0-9a-f]+|#[0-9]+|lt|gt|amp|quot);?)|[^<&]+|&/gi;

/**
 * Converts HTML to the text that people see, with its formatting and clickable parts. Unlike Telegram's own server, it
 * does not split formatting where other formatting begins or ends.
 *
 * @throws {BotApiError} 400, it is not the HTML that is emulated; offsets are in UTF-8 bytes.
 * @see https://core.telegram.org/bots/api#html-style
 */
export function showHtml(html: string): FormattedText {
  const open: { readonly name: string; readonly offset: number; readonly attributes: string }[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  for (const { 0: given, index, groups = {} } of html.matchAll(piece)) {
    if (groups['tag'] === undefined) {
      text += cleanText(groups['reference'] === undefined ? given : decodeReference(given));
      continue;
    }
    const at = `at byte offset ${Buffer.byteLength(html.slice(0, index), 'utf8')}`;
    const [, slash, written = '', attributes = ''] = /^<(\/?)([^\s>]*)([^>]*)>$/.exec(given) ?? [];
    const name = written.toLowerCase();
    if (slash === undefined) throw unparsable(`Unclosed start tag ${at}`);
    if (slash === '') {
      if (otherTags.has(name)) throw notEmulated(`the tag ${name}`);
      if (!entityTypes.has(name)) throw unparsable(`Unsupported start tag "${name}" ${at}`);
      open.push({ name, offset: text.length, attributes });
      continue;
    }
    const tag = open.pop();
    if (!tag) throw unparsable(`Unexpected end tag ${at}`);
    if (tag.name !== name) {
      throw unparsable(`Unmatched end tag ${at}, expected "</${tag.name}>", found "</${name}>"`);
    }
    const { offset } = tag;
    const isExpandable = name === 'blockquote' && /\sexpandable\b/i.test(tag.attributes);
    const type = isExpandable ? 'expandable_blockquote' : (entityTypes.get(name) ?? name);
    if (text.length > offset) entities.push({ type, offset, length: text.length - offset });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  if (!text.isWellFormed()) throw unparsable('Text contains invalid Unicode characters after decoding HTML entities');
  return finish(text, entities);
}

/** Shows a text without markup: only links that Telegram finds can be clicked. */
export const showPlainText = (text: string): FormattedText => finish(cleanText(text), []);

/**
 * Removes characters that Telegram drops: carriage returns, separators and marks of direction, three combining lines.
 * Control characters become spaces.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/misc.cpp clean_input_string
 */
export const cleanText = (text: string): string =>
  text.replace(/[\r\u2028-\u202e\u0333\u033f\u030a]/g, '').replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ');

const unparsable = (problem: string) => badRequest(`Can't parse entities: ${problem}`);

function decodeReference(reference: string): string {
  const [, hex, decimal, name = ''] = /^&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?$/i.exec(reference) ?? [];
  if (hex === undefined && decimal === undefined) {
    return { lt: '<', gt: '>', amp: '&', quot: '"' }[name.toLowerCase()] ?? reference;
  }
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : reference;
}

/** Trims a text, and adds the entities found in it. */
function finish(text: string, given: readonly MessageEntity[]): FormattedText {
  const start = text.length - text.replace(/^[ \n]+/, '').length;
  const shown = text.replace(/^[ \n]+|[ \n]+$/g, '');
  const entities = given.flatMap((entity): MessageEntity[] => {
    const from = Math.max(0, entity.offset - start);
    const length = Math.min(entity.offset - start + entity.length, shown.length) - from;
    return length > 0 ? [{ ...entity, offset: from, length }] : [];
  });
  const kept = entities.filter((entity) => !entities.some((other) => other !== entity && sealsIn(other, entity)));
  const sealed = kept.filter(isSealed);
  const found = findEntities(shown).filter((entity) => !sealed.some((other) => overlaps(other, entity)));
  const sorted = [...kept, ...found].toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: shown, entities: sorted.slice(0, maxEntities) };
}

type Range = Pick<MessageEntity, 'offset' | 'length'>;

const overlaps = (a: Range, b: Range): boolean => a.offset < b.offset + b.length && b.offset < a.offset + a.length;

const sealsIn = (outer: MessageEntity, inner: MessageEntity): boolean =>
  isSealed(outer) && inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
