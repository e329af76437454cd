/** Draws that repeat: the same seed gives the same day on every machine. */
export interface SeededRandom {
  /** @returns A whole number in `[0, bound)`. */
  below(bound: number): number;
  /** @returns One of the given values. */
  pick<T>(values: readonly [T, ...T[]]): T;
}

/**
 * Creates a small generator (mulberry32); good enough for test data and nothing else.
 *
 * @param seed - Any 32-bit whole number.
 */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, pick: (values) => values[below(values.length)] ?? values[0] };
}
