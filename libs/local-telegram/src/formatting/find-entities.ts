import { type MessageEntity } from '../telegram-types';
import { overlaps } from './entity-kinds';

/** What a hashtag may be made of. @see td/telegram/MessageEntity.cpp is_hashtag_letter */
const tagLetter = '[\\p{L}\\p{Nd}_\u00b7\u200c\u0d80-\u0dff]';

/** An entity type and what it looks like; the first group, when there is one, is the entity, what stands before it is not. */
const kinds: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['url', /(?<![\w@/.])((?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,!?;:')\]])/giu],
  ['email', /(?<![\w.+-])([\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})(?![\w-])/giu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])(\/\w{1,64}(?:@\w{3,32}(?![\p{L}\p{N}_/<>])|(?![\p{L}\p{N}_/<>@])))/gu],
  ['mention', /(?<![\p{L}\p{N}_])(@\w{4,32})(?![\p{L}\p{N}_])/gu],
  [
    'hashtag',
    new RegExp(`(?<!${tagLetter})(#(?=${tagLetter}*\\p{L})${tagLetter}{1,256}(?:@\\w{3,32})?)(?!${tagLetter}*#)`, 'gu'),
  ],
];

/**
 * Finds what Telegram makes clickable by itself: links, addresses, commands, mentions and hashtags.
 *
 * Approximate: Telegram also knows bare domains by their endings, names of three letters that it lists, cashtags, phone
 * and card numbers, which stay plain text here.
 *
 * @returns Entities that do not overlap, by offset.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp find_entities
 */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of kinds) {
    for (const { index, 1: shown = '' } of text.matchAll(pattern)) {
      const entity = { type, offset: index, length: shown.length };
      if (!found.some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
