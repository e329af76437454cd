import * as fc from 'fast-check';

/** Decisions made beforehand, so that fast-check can shrink what is built from them; the first choices are the simplest. */
export class Tape {
  readonly #numbers: readonly number[];
  #position = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** @returns A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    const number = this.#numbers[this.#position] ?? 0;
    this.#position += 1;
    return number % bound;
  }

  pick<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first;
  }

  /** @returns True once in `count` times. */
  isOneOf(count: number): boolean {
    return this.below(count) === count - 1;
  }

  /** @returns From `least` to `most` things. */
  several<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}

export const tapes: fc.Arbitrary<Tape> = fc
  .array(fc.nat(5039), { minLength: 100, maxLength: 100 })
  .map((numbers) => new Tape(numbers));
