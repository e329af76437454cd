/** A stream of random numbers, the same for the same seed in every engine; good for test data and nothing else. */
export class Draw {
  #state: number;

  /** @param seed - A whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** @returns A number in `[0, 1)`. Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** @returns True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @returns A whole number in `[from, to]`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }

  /** @returns Lower-case hexadecimal digits. */
  hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += this.between(0, 0xffff).toString(16).padStart(4, '0');
    return digits.slice(0, length);
  }

  /** @returns A UUID of version 4, as Lambda's request ids are. */
  uuid(): string {
    const digits = this.hex(30);
    const variant = this.pick(['8', '9', 'a', 'b']);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
  }

  /**
   * @returns A whole number of milliseconds from a quarter of `typicalMs` on, half of them below three quarters of it and a
   * few a hundred times as long: durations have a long tail.
   */
  durationMs(typicalMs: number): number {
    const share = this.next();
    return Math.round(typicalMs * (0.25 + share + (share > 0.95 ? (share - 0.95) * 2_000 * (share - 0.95) * 20 : 0)));
  }
}
