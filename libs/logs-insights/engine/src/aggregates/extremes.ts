import { compareNaturally } from '../values/compare-values';
import { Instant, type Value, toNumber, toText } from '../values/value';
import { type Accumulator } from './aggregate-definition';

const wholeNumber = /^-?(?:0|[1-9]\d*)$/;

/** Keeps the first (`direction` 1) or last (-1) value in sort order, as it is written. */
export class SortExtreme implements Accumulator {
  readonly #direction: 1 | -1;
  #best: Value;

  constructor(direction: 1 | -1) {
    this.#direction = direction;
  }

  add(value: Value): void {
    if (value === undefined) return;
    if (this.#best === undefined || compareNaturally(value, this.#best) * this.#direction < 0) this.#best = value;
  }

  result(): Value {
    return this.#best;
  }
}

/** The same, with numbers shown as computed ones; times stay times and texts texts. */
export class Extreme extends SortExtreme {
  override result(): Value {
    const best = super.result();
    const number = toNumber(best);
    // A whole number keeps its digits: as a double it could lose some.
    if (number === undefined || best instanceof Instant || wholeNumber.test(toText(best) ?? '')) return best;
    return number;
  }
}

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
