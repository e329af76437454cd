import { type Value, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';
import { NumberBag } from './number-bag';

/** Products of doubles can be a little larger than they should, and the rank would be the next one. */
const roundingTolerance = 1e-15;

/**
 * Gives the value at a percentile by nearest rank: one that occurs, never one between two. Exact, and so it keeps every
 * different number.
 */
export class Percentile implements Accumulator {
  readonly #percent: number;
  readonly #numbers = new NumberBag();

  /** @param percent - From 0, the smallest number, to 100, the largest. */
  constructor(percent: number) {
    this.#percent = percent;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number !== undefined) this.#numbers.add(number);
  }

  /** @returns 0 when nothing is numeric, as AWS shows. */
  result(): Value {
    const { count } = this.#numbers;
    if (count === 0) return 0;
    const rank = Math.ceil(((this.#percent * count) / 100) * (1 - roundingTolerance));
    return this.#numbers.at(Math.max(rank, 1) - 1);
  }
}
