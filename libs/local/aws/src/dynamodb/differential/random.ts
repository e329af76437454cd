/** Choices that one seed decides. */
export interface Random {
  /** @returns A whole number, 0 to `limit - 1`. */
  below(limit: number): number;
  pick<T>(options: readonly T[]): T;
  /** @param share - 0 to 1. */
  chance(share: number): boolean;
}

/**
 * The same seed gives the same choices on every machine.
 *
 * @see https://github.com/cprosche/mulberry32 (the generator, public domain)
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (options) => options[below(options.length)]!,
    chance: (share) => next() < share,
  };
}
