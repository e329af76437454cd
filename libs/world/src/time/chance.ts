/**
 * A stream of random numbers that repeats: the same seed draws the same on every machine. Good for test data and for
 * simulated chance, and for nothing that must not be guessed.
 *
 * @see https://github.com/cprosche/mulberry32 (Mulberry32, public domain: integer arithmetic only)
 */
export class SeededRandom {
  #state: number;

  /** @param seed - A whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** @returns A number in `[0, 1)`. Bound, so that it can stand where `Math.random` stands. */
  next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };

  /** @returns True with this probability; draws nothing when it is 0. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** @returns A whole number in `[0, limit)`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** @returns A whole number in `[from, to]`. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** @param items - At least one. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** Hashes a name to 32 bits: FNV-1a over its UTF-16 units. Similar names have similar hashes; see {@link spreadBits}. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash;
}

/** Spreads 32 bits (the finaliser of MurmurHash3), so that neighbouring seeds and hashes do not draw alike. */
export function spreadBits(bits: number): number {
  let spread = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35);
  return spread ^ (spread >>> 16);
}
