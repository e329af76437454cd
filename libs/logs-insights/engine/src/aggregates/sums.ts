import { type Value, finite, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/**
 * Adds numbers with Neumaier's compensation, so that the order of the events does not show in the printed digits.
 */
class CompensatedSum {
  #sum = 0;
  #compensation = 0;
  count = 0;

  add(value: number): void {
    this.count += 1;
    const sum = this.#sum + value;
    this.#compensation += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
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

/**
 * Computes the variance of a population (unverified: it could be that of a sample); no cell when nothing is numeric.
 *
 * Keeps the numbers, and takes the distances from the least one and their mean before any square: large numbers that
 * differ little keep their digits, and the order of the events does not show.
 */
export class Variance implements Accumulator {
  readonly #numbers: number[] = [];

  add(value: Value): void {
    const number = toNumber(value);
    if (number !== undefined) this.#numbers.push(number);
  }

  result(): Value {
    const sorted = [...Float64Array.from(this.#numbers).sort()];
    const [origin = 0] = sorted;
    const distances = sorted.map((number) => number - origin);
    const mean = meanOf(distances);
    return mean === undefined ? undefined : meanOf(distances.map((distance) => (distance - mean) ** 2));
  }
}

function meanOf(numbers: readonly number[]): number | undefined {
  const sum = new CompensatedSum();
  for (const number of numbers) sum.add(number);
  return finite(sum.total / sum.count);
}

/** The square root of the variance; no cell when nothing is numeric. */
export class StandardDeviation extends Variance {
  override result(): Value {
    const variance = toNumber(super.result());
    return variance === undefined ? undefined : Math.sqrt(variance);
  }
}
