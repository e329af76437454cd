import { type Value, finite, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';
import { CompensatedSum } from './compensated-sum';

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
