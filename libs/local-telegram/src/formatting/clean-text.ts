import { type MessageEntity } from '../telegram-types';
import { findEntities, overlaps } from './find-entities';
import { type FormattedText } from './parse-html';
import { sortEntities } from './sort-entities';

/** Characters that Telegram takes out: carriage returns, separators and directions, three combining lines. */
const dropped = /[\r\u2028-\u202e\u0333\u033f\u030a]/;

/** Control characters, and a tab, become a space. */
const blanked = /[\u0000-\u0009\u000b-\u001f]/g;

/**
 * Cleans a text as Telegram does before it keeps it: some characters go, some become spaces, white space around it is
 * cut off, formatting moves along. Formatting that covered nothing else goes too.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp fix_formatted_text
 */
export function cleanText(formatted: FormattedText): FormattedText {
  const { text, entities } = dropCharacters(formatted);
  return trim({ text: text.replace(blanked, ' '), entities });
}

function dropCharacters({ text, entities }: FormattedText): FormattedText {
  if (!dropped.test(text)) return { text, entities };
  // How many characters are gone before each position.
  const goneBefore = [0];
  let kept = '';
  for (let at = 0; at < text.length; at += 1) {
    const isGone = dropped.test(text.charAt(at));
    if (!isGone) kept += text.charAt(at);
    goneBefore.push((goneBefore[at] ?? 0) + (isGone ? 1 : 0));
  }
  const moved = (at: number): number => at - (goneBefore[Math.min(at, text.length)] ?? 0);
  return {
    text: kept,
    entities: entities.map((entity) => {
      const offset = moved(entity.offset);
      return { ...entity, offset, length: moved(entity.offset + entity.length) - offset };
    }),
  };
}

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

/** Formatting inside which Telegram finds no links, commands or mentions. */
const closed = ['code', 'pre', 'text_link', 'custom_emoji', 'text_mention'];

/** Adds what Telegram finds in a text by itself. */
export function addFoundEntities({ text, entities }: FormattedText): FormattedText {
  const isFree = (entity: MessageEntity): boolean =>
    !entities.some((other) => closed.includes(other.type) && overlaps(other, entity));
  const found = findEntities(text).filter(isFree);
  if (found.length === 0) return { text, entities };
  return { text, entities: sortEntities([...entities, ...found]) };
}
