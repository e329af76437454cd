import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** Unguessable, unique text: a token for a lease. 36 characters. */
export const randomToken = (): string => randomUUID();

/**
 * Compares two texts in a time that tells nothing about where they differ.
 *
 * Both are hashed first, because `timingSafeEqual` needs equal lengths and the duration must not tell a length either.
 *
 * @see https://nodejs.org/api/crypto.html#cryptotimingsafeequala-b
 */
export const equalInConstantTime = (left: string, right: string): boolean =>
  timingSafeEqual(digest(left), digest(right));

/**
 * Computes HMAC-SHA-256.
 *
 * @param key - The key's text, taken as UTF-8.
 * @returns 64 lower-case hexadecimal digits.
 */
export const hmacSha256Hex = (key: string, message: string): string =>
  createHmac('sha256', key).update(message).digest('hex');

/**
 * Gives a short text that differs for different texts: SHA-256, cut to 96 bits.
 *
 * @returns 24 lower-case hexadecimal digits.
 */
export const fingerprint = (text: string): string => digest(text).toString('hex').slice(0, 24);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
