import { type MessageEntity } from '../telegram-types';

type Range = Pick<MessageEntity, 'offset' | 'length'>;

/** Formatting that may be cut where other formatting begins or ends, in the order in which Telegram lists the pieces. */
export const splittable = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'];

export const isSplittable = ({ type }: MessageEntity): boolean => splittable.includes(type);

export const isQuote = ({ type }: MessageEntity): boolean => ['blockquote', 'expandable_blockquote'].includes(type);

/** Inside of these no other formatting is kept. */
export const isSealed = ({ type }: MessageEntity): boolean => ['pre', 'code', 'date_time'].includes(type);

/** Where an entity ends, UTF-16 units. */
export const endOf = ({ offset, length }: Range): number => offset + length;

/** Whether two entities share a character. */
export const overlaps = (a: Range, b: Range): boolean => a.offset < endOf(b) && b.offset < endOf(a);

export const isInside = (inner: Range, outer: Range): boolean =>
  inner.offset >= outer.offset && endOf(inner) <= endOf(outer);
