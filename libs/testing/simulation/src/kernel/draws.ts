import { SeededRandom, nameHash, spreadBits } from '@pulso/local/seeded-random';

const nameHashes = new Map<string, number>();

/** Names come back in every world. */
function keptHash(name: string): number {
  const hash = nameHashes.get(name) ?? nameHash(name);
  nameHashes.set(name, hash);
  return hash;
}

/**
 * All chance of one simulated world, from one seed, through named streams: a draw that is added in one place does not
 * shift the draws of another.
 */
export class Draws {
  readonly #streams = new Map<string, SeededRandom>();
  readonly #seed: number;

  /** @param seed - A whole number of at least 0. */
  constructor(seed: number) {
    this.#seed = spreadBits(seed | 0) ^ spreadBits(Math.floor(seed / 4_294_967_296) + 0x9e3779b9);
  }

  of(name: string): SeededRandom {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream = new SeededRandom(spreadBits(this.#seed ^ keptHash(name)));
    this.#streams.set(name, stream);
    return stream;
  }
}
