import { type Value, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/** Products of doubles can be a little larger than they should, and the rank would be the next one. */
const roundingTolerance = 1e-15;

/**
 * Gives the value at a percentile by nearest rank: one that occurs, never one between two. It is exact and keeps every
 * number.
 */
export class Percentile implements Accumulator {
  readonly #percent: number;
  readonly #numbers: number[] = [];

  /** @param percent - From 0, the smallest number, to 100, the largest. */
  constructor(percent: number) {
    this.#percent = percent;
  }

  add(value: Value): void {
    const number = toNumber(value);
    if (number !== undefined) this.#numbers.push(number);
  }

  /** @returns 0 when nothing is numeric, as AWS shows. */
  result(): Value {
    const sorted = Float64Array.from(this.#numbers).sort();
    const rank = Math.ceil(((this.#percent * sorted.length) / 100) * (1 - roundingTolerance));
    return sorted[Math.max(rank, 1) - 1] ?? 0;
  }
}
