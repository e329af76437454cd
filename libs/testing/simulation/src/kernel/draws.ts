/** A stream of random numbers of its own. Only integer arithmetic, so that every engine draws the same. */
export class Draw {
  #state: number;

  constructor(state: number) {
    this.#state = state;
  }

  /** @returns A number in `[0, 1)`. Mulberry32. */
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

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}

const nameHashes = new Map<string, number>();

/** FNV-1a over UTF-16 units, kept per name. */
function hashOf(name: string): number {
  const known = nameHashes.get(name);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  nameHashes.set(name, hash);
  return hash;
}

/** Spreads 32 bits (the finaliser of MurmurHash3): neighbouring seeds must not draw alike. */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * All chance of one simulated world, from one seed, through named streams: a draw that is added in one place does not
 * shift the draws of another.
 */
export class Draws {
  readonly #streams = new Map<string, Draw>();
  readonly #seed: number;

  /** @param seed - A whole number of at least 0. */
  constructor(seed: number) {
    this.#seed = mix(seed | 0) ^ mix(Math.floor(seed / 4_294_967_296) + 0x9e3779b9);
  }

  of(name: string): Draw {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream = new Draw(mix(this.#seed ^ hashOf(name)));
    this.#streams.set(name, stream);
    return stream;
  }
}
