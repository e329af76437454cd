import { SeededRandom } from '@pulso/seeded-random';

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
  readonly #streams = new Map<string, SeededRandom>();
  readonly #seed: number;

  /** @param seed - A whole number of at least 0. */
  constructor(seed: number) {
    this.#seed = mix(seed | 0) ^ mix(Math.floor(seed / 4_294_967_296) + 0x9e3779b9);
  }

  of(name: string): SeededRandom {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream = new SeededRandom(mix(this.#seed ^ hashOf(name)));
    this.#streams.set(name, stream);
    return stream;
  }
}
