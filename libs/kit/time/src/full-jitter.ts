import { type Random } from './clock';

/**
 * Draws a retry delay by "full jitter": anywhere between zero and an exponentially growing, capped bound.
 *
 * @param attempt - 0 for the first retry.
 * @param bounds - `baseMs` is the bound of the first retry, `capMs` the largest bound.
 * @returns Milliseconds, a whole number.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const fullJitterMs = (
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random: Random,
): number => Math.floor(random() * Math.min(capMs, baseMs * 2 ** attempt));
