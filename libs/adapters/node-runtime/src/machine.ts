import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

import { type Clock, type Random } from '@pulso/kit/time';

/** The clock of the machine. `Date.now` is looked up at each call, so that an emulator may shift the time. */
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
 * Lambda takes the process's output as it is in every log format, while `console.log` would put a prefix or an envelope
 * around the line.
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
