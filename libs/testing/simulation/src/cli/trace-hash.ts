import { createHash } from 'node:crypto';

/**
 * One fingerprint of many traces: SHA-256 over the trace hash of every world in the order of seeds. The order in which
 * the worlds end makes no difference.
 */
export class TraceHash {
  readonly #hash = createHash('sha256');
  readonly #waiting = new Map<number, string>();
  #nextSeed: number;

  constructor(firstSeed: number) {
    this.#nextSeed = firstSeed;
  }

  add(seed: number, traceHash: string): void {
    this.#waiting.set(seed, traceHash);
    for (;;) {
      const next = this.#waiting.get(this.#nextSeed);
      if (next === undefined) return;
      this.#waiting.delete(this.#nextSeed);
      this.#hash.update(next);
      this.#nextSeed += 1;
    }
  }

  /** @returns 16 hexadecimal digits; undefined while a world is missing in between. */
  value(): string | undefined {
    if (this.#waiting.size > 0) return undefined;
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
}
