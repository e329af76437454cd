import { type Table } from '../table';
import { attributeOf } from '../values/attribute-values';

/** Items that expired longer ago than this are left alone. */
const maxAgeSeconds = 5 * 365 * 24 * 3_600;

/**
 * Deletes the items whose time has passed.
 *
 * @param attribute - Its number is epoch seconds; items without one stay.
 * @returns How many were deleted.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export function deleteExpired({ items, indexes }: Table, attribute: string, nowSeconds: number): number {
  const expired = [...items].filter(({ newest: { item } }) => {
    const seconds = Number((item && attributeOf(item, attribute)?.N) ?? Infinity);
    return seconds < nowSeconds && seconds >= nowSeconds - maxAgeSeconds;
  });
  for (const stored of expired) {
    items.delete(stored);
    for (const index of indexes) index.delete(stored);
  }
  return expired.length;
}
