import { type MessageEntity } from '../telegram-types';

/** Which entity is the outer one of two that cover the same. @see td/telegram/MessageEntity.cpp get_type_priority */
const priorities: Readonly<Record<string, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  date_time: 30,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};

/** A block that says its language comes before one that does not. */
const priorityOf = ({ type, language }: MessageEntity): number =>
  (priorities[type] ?? 50) - (type === 'pre' && language !== undefined ? 1 : 0);

/** Puts entities into Telegram's order: by offset, the longer one first, then by type. */
export const sortEntities = (entities: readonly MessageEntity[]): MessageEntity[] =>
  entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || priorityOf(a) - priorityOf(b));
