import { type Value } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/**
 * Keeps the value of the earliest (`direction` 1) or latest (-1) event that has one.
 *
 * Of equal times `earliest` keeps the value seen first and `latest` the one seen last; a value without a time counts only
 * where none has one (both unverified).
 */
export class TimeExtreme implements Accumulator {
  readonly #direction: 1 | -1;
  #kept: Value;
  #rank = Infinity;

  constructor(direction: 1 | -1) {
    this.#direction = direction;
  }

  add(value: Value, epochMs?: number): void {
    if (value === undefined) return;
    const rank = epochMs === undefined || Number.isNaN(epochMs) ? Infinity : epochMs * this.#direction;
    const isWanted = rank === this.#rank ? this.#direction === -1 || this.#kept === undefined : rank < this.#rank;
    if (!isWanted) return;
    this.#rank = rank;
    this.#kept = value;
  }

  result(): Value {
    return this.#kept;
  }
}
