/** The source of time; a parameter everywhere, so that tests and simulations control it. */
export interface Clock {
  /** @returns Milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Resolves after at least `durationMs` milliseconds of this clock. */
  sleep(durationMs: number): Promise<void>;
}

/** The source of randomness. @returns A number in `[0, 1)`. */
export type Random = () => number;

/**
 * Draws a retry delay by "full jitter": between zero and a bound that doubles with each attempt, counted from 0.
 *
 * @returns Milliseconds, a whole number.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const fullJitterMs = (
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random: Random,
): number => Math.floor(random() * Math.min(capMs, baseMs * 2 ** attempt));
