import { type MessageEntity } from '../telegram-types';
import { endOf } from './entity-kinds';
import { addEntities, fixEntities } from './fix-entities';
import { findEntities } from './find-entities';
import { type FormattedText } from './parse-html';
import { sortEntities } from './sort-entities';

/** Characters that Telegram takes out: carriage returns, separators and directions, three combining lines. */
const dropped = /[\r\u2028-\u202e\u0333\u033f\u030a]/;

/** Control characters, and a tab, become a space. */
const blanked = /[\u0000-\u0009\u000b-\u001f]/g;

/** Of several marks of direction in a row the last one counts. */
const needlessDirection = /[\u200e\u200f](?=[\u200e\u200f])/g;

/** Cleans a text that has no formatting, such as a button's. @see td/telegram/misc.cpp clean_input_string */
export const cleanPlainText = (text: string): string => replaceCharacters(dropCharacters({ text, entities: [] }).text);

const replaceCharacters = (text: string): string => text.replace(blanked, ' ').replace(needlessDirection, '\u200c');

/**
 * Cleans a text as Telegram does before it keeps it: some characters go, some become others, spaces and line breaks
 * around it are cut off, formatting moves along and is brought into order. White space in front stays when it is
 * formatted.
 *
 * @returns Empty when nothing but spaces and line breaks is left.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp fix_formatted_text
 */
export function cleanText({ text, entities }: FormattedText): FormattedText {
  const kept = dropCharacters({ text, entities: fixEntities(entities) });
  return trim({
    text: replaceCharacters(kept.text),
    entities: fixEntities(kept.entities.filter(({ length }) => length > 0)),
  });
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
      return { ...entity, offset, length: moved(endOf(entity)) - offset };
    }),
  };
}

function trim({ text, entities }: FormattedText): FormattedText {
  const end = text.length - (/[ \n]*$/.exec(text)?.[0].length ?? 0);
  const clipped = sortEntities(
    entities.flatMap((entity): MessageEntity[] => {
      const length = Math.min(endOf(entity), end) - entity.offset;
      return length > 0 ? [{ ...entity, length }] : [];
    }),
  );
  const [leading = ''] = /^[ \n]*/.exec(text.slice(0, Math.min(clipped[0]?.offset ?? end, end))) ?? [];
  const start = leading.length;
  return {
    text: text.slice(start, end),
    entities: clipped.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}

/**
 * So many of a message's entities are kept; that it is the first ones is a finding of others, not documented.
 *
 * @see https://docs.python-telegram-bot.org/en/v13.2/telegram.constants.html MAX_MESSAGE_ENTITIES
 */
const maxEntities = 100;

/** Adds what Telegram finds in a text by itself. */
export const addFoundEntities = ({ text, entities }: FormattedText): FormattedText => ({
  text,
  entities: addEntities(entities, findEntities(text)).slice(0, maxEntities),
});
