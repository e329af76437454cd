import { type Value, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';
import { selectByRank } from './select-by-rank';

const firstCapacity = 16;

/** Products of doubles can be a little larger than they should, and the rank would be the next one. */
const roundingTolerance = 1e-15;

/**
 * Gives the value at a percentile by nearest rank: one that occurs, never one between two. Exact, and so it keeps all
 * numbers, 8 to 16 bytes for each.
 */
export class Percentile implements Accumulator {
  readonly #percent: number;
  #numbers = new Float64Array(firstCapacity);
  #count = 0;

  /** @param percent - From 0, the smallest number, to 100, the largest. */
  constructor(percent: number) {
    this.#percent = percent;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number === undefined) return;
    if (this.#count === this.#numbers.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#count] = number;
    this.#count += 1;
  }

  /** @returns 0 when nothing is numeric, as AWS shows. */
  result(): Value {
    if (this.#count === 0) return 0;
    const rank = Math.ceil(((this.#percent * this.#count) / 100) * (1 - roundingTolerance));
    return selectByRank(this.#numbers.subarray(0, this.#count), Math.max(rank, 1) - 1);
  }
}
