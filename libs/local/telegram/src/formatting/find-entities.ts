import { type MessageEntity } from '../telegram-types';
import { endOf } from './entity-kinds';
import { findTelegramUrls, findUrls } from './find-urls';
import { sortEntities } from './sort-entities';

/** What a hashtag may be made of. @see td/telegram/MessageEntity.cpp is_hashtag_letter */
const tagLetter = '[\\p{L}\\p{Nd}_\u00b7\u200c\u0d80-\u0dff]';

/** Entity types and what they look like; the first group is the entity, what stands before it is not. */
const kinds: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['bot_command', /(?<![\p{L}\p{N}_/<>])(\/\w{1,64}(?:@\w{3,32}(?![\p{L}\p{N}_/<>])|(?![\p{L}\p{N}_/<>@])))/gu],
  [
    'mention',
    /(?<![\p{L}\p{N}_])(@(?:\w{4,32}|[gG][iI][fF]|[nN][fF][tT]|[pP][iI][cC]|[uU][fF][cC]|[vV][iI][dD]))(?![\p{L}\p{N}_])/gu,
  ],
  [
    'hashtag',
    new RegExp(`(?<!${tagLetter})(#(?=${tagLetter}*\\p{L})${tagLetter}{1,256}(?:@\\w{3,32})?)(?!${tagLetter}*#)`, 'gu'),
  ],
];

/**
 * Finds what Telegram makes clickable by itself: links, addresses, commands, mentions and hashtags. Not found: cashtags
 * and numbers of bank cards. Of two that overlap the first one counts, or the longer one.
 *
 * @returns Entities that do not overlap, by offset.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp find_entities
 */
export function findEntities(text: string): MessageEntity[] {
  const spans = [...findTelegramUrls(text), ...findUrls(text)];
  const found = [
    ...spans.map(({ type, begin, end }) => ({ type, offset: begin, length: end - begin })),
    ...kinds.flatMap(([type, pattern]) =>
      [...text.matchAll(pattern)].map(({ index, 1: shown = '' }) => ({ type, offset: index, length: shown.length })),
    ),
  ];
  let lastEnd = 0;
  return sortEntities(found).filter((entity) => {
    if (entity.offset < lastEnd) return false;
    lastEnd = endOf(entity);
    return true;
  });
}
