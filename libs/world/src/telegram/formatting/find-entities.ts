import { type MessageEntity } from '../what-people-see';

/** The characters of a hashtag. @see td/telegram/MessageEntity.cpp is_hashtag_letter */
const tagLetter = '[\\p{L}\\p{Nd}_\u00b7\u200c\u0d80-\u0dff]';

/** Country codes and the most common others; Telegram has a list of all. */
const topLevel = String.raw`(?:\p{L}{2}|com|org|net|info|edu|gov|name|app|dev|page|site|online|cloud|xn--[a-z\d]+)(?![\p{L}\p{N}_-])`;
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const host = String.raw`(?:[\p{L}\p{N}][\p{L}\p{N}_-]*\.)+${topLevel}|(?:${octet}\.){3}${octet}(?!\d)`;
const path = String.raw`(?::\d{1,5})?(?:[/?#][^\s<>"\u00ab\u00bb]*)?`;

/** Entity types and their patterns. If two overlap, the first one counts. */
const kinds: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['url', /(?:tg|ton|tonsite):\/\/[\w-][^\s<>"]*/giu],
  ['email', new RegExp(String.raw`(?<![\w.+-])[\w.+-]+@(?:${host})`, 'giu')],
  ['url', new RegExp(String.raw`(?:https?|ftp):\/\/[^\s/@]*?(?:${host})${path}`, 'giu')],
  [
    'url',
    new RegExp(String.raw`(?<![\w@/.#~-]|[^\u0000-\u00bf\u2000-\u200b\u2016-\u206f\p{Z}])(?:${host})${path}`, 'giu'),
  ],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32}(?![\p{L}\p{N}_/<>])|(?![\p{L}\p{N}_/<>@]))/gu],
  [
    'mention',
    /(?<![\p{L}\p{N}_])@(?:\w{4,32}|[gG][iI][fF]|[nN][fF][tT]|[pP][iI][cC]|[uU][fF][cC]|[vV][iI][dD])(?![\p{L}\p{N}_])/gu,
  ],
  [
    'hashtag',
    new RegExp(`(?<!${tagLetter})#(?=${tagLetter}*\\p{L})${tagLetter}{1,256}(?:@\\w{3,32})?(?!${tagLetter}*#)`, 'gu'),
  ],
];

/**
 * Finds the texts that Telegram makes clickable: links, addresses, commands, mentions and hashtags. Not found:
 * cashtags, numbers of bank cards, and links to hosts with a rare ending.
 *
 * @returns Entities that do not overlap, by offset.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp find_entities
 */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of kinds) {
    for (const { index: offset, 0: match } of text.matchAll(pattern)) {
      // A link does not end with punctuation.
      const { length } = type === 'url' ? match.replace(/[.:;,('?!`)\]}]+$/, '') : match;
      const isTaken = found.some((other) => offset < other.offset + other.length && other.offset < offset + length);
      if (!isTaken) found.push({ type, offset, length });
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset);
}
