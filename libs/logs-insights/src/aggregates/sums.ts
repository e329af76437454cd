import { type Value, finite, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/** Adds numbers with Neumaier's compensation, so that the order of the events does not show in the printed digits. */
class CompensatedSum {
  #sum = 0;
  #compensation = 0;
  count = 0;

  add(value: number): void {
    const sum = this.#sum + value;
    this.#compensation += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
    this.count += 1;
  }

  get total(): number {
    return this.#sum + this.#compensation;
  }
}

abstract class NumberAccumulator implements Accumulator {
  protected readonly sum = new CompensatedSum();

  add(value: Value): void {
    const number = toNumber(value);
    if (number !== undefined) this.sum.add(number);
  }

  abstract result(): Value;
}

/** Sums what is numeric; no cell when nothing is. */
export class Sum extends NumberAccumulator {
  result(): Value {
    return this.sum.count === 0 ? undefined : finite(this.sum.total);
  }
}

/** Averages what is numeric; no cell when nothing is. */
export class Average extends NumberAccumulator {
  result(): Value {
    return this.sum.count === 0 ? undefined : finite(this.sum.total / this.sum.count);
  }
}
