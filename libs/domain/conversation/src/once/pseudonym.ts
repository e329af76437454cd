import { type HmacSha256Hex } from '../ports';

/**
 * Replaces the id of a person or chat in records, tables and queues. Without the key it cannot be
 * traced back, and an id has the same pseudonym as long as the key stays.
 *
 * @returns The first 16 hexadecimal digits of the HMAC of the decimal id: 64 bits, so a million people collide with a
 * chance of about 1 in 40 million.
 */
export const pseudonymOf = (id: number, key: string, hmacSha256Hex: HmacSha256Hex): string =>
  hmacSha256Hex(key, String(id)).slice(0, 16);
