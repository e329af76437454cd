/** Where a service takes the time from; a parameter everywhere, so that tests and simulations own it. */
export interface Clock {
  /** @returns Milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Resolves after at least `durationMs` milliseconds of this clock. */
  sleep(durationMs: number): Promise<void>;
}

/** Where a service takes chance from. @returns A number in `[0, 1)`. */
export type Random = () => number;
