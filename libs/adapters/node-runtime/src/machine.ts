import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

import { type Clock, type Random } from '@pulso/kit/time';

/** The machine's clock. It looks up `Date.now` at each call, so that an emulator may shift the time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (durationMs) =>
    new Promise((resolve) => {
      setTimeout(resolve, durationMs);
    }),
};

/** The machine's pseudo-random numbers: good for jitter, never for secrets or tokens. */
export const systemRandom: Random = () => Math.random();

/**
 * Writes one line to standard output: one event of the function's log.
 *
 * Lambda takes the process's output unchanged in every log format; `console.log` would add a prefix or an envelope.
 *
 * @param line - Without its line break.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Decodes base64 to text.
 *
 * Characters outside the alphabet are skipped and broken UTF-8 becomes U+FFFD, so hostile input never throws here.
 *
 * @returns The bytes read as UTF-8.
 */
export const decodeBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

/** Unguessable, unique text: a token for a lease. 36 characters. */
export const randomToken = (): string => randomUUID();

/**
 * Compares two texts in a time that does not depend on where they differ.
 *
 * Both are hashed first, because `timingSafeEqual` needs equal lengths and the duration must not reveal a length.
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
