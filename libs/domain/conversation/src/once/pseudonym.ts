import { type HmacSha256Hex } from '../ports';

/**
 * Replaces the id of a person in tables and queues, and of a group or channel in records. Without the key it cannot be
 * traced back, and an id has the same pseudonym as long as the key stays. In records a person has an alias instead.
 *
 * @returns The first 16 hexadecimal digits of the HMAC of the decimal id: 64 bits, so a million people collide with a
 * chance of about 1 in 40 million.
 */
export const pseudonymOf = (id: number, key: string, hmacSha256Hex: HmacSha256Hex): string =>
  hmacSha256Hex(key, String(id)).slice(0, 16);

/**
 * Makes what will stand for a person in records, if this is their first request. It comes by chance: once nothing keeps
 * it any more, the key does not lead from the person to their records either.
 *
 * @param token - Unique and unguessable, for an alias that is one person's.
 * @returns 16 hexadecimal digits.
 */
export const aliasFrom = (token: string, key: string, hmacSha256Hex: HmacSha256Hex): string =>
  hmacSha256Hex(key, token).slice(0, 16);
