import { type Value, finite, toNumber } from '../values/value';
import { type Accumulator } from './aggregate-definition';

/**
 * Adds numbers with Neumaier's compensation, so that the order of the events does not show in the printed digits.
 *
 * The total is the exact sum of two doubles, of which {@link total} is the nearest one.
 */
class CompensatedSum {
  #sum = 0;
  #compensation = 0;
  count = 0;

  add(value: number): void {
    this.addPart(value);
    this.count += 1;
  }

  /** Adds a number that is a part of another, and so does not count. */
  addPart(value: number): void {
    const sum = this.#sum + value;
    this.#compensation += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }

  get total(): number {
    return this.#sum + this.#compensation;
  }

  /** What {@link total} leaves out. */
  get rest(): number {
    return this.#sum - this.total + this.#compensation;
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

/** Splits a double into halves whose products are exact. */
const splitter = 2 ** 27 + 1;

/**
 * Computes the variance of a population (unverified: it could be that of a sample); no cell when nothing is numeric.
 *
 * Sums distances from the first number and their squares, both to twice the digits of a double, so that neither large
 * numbers that differ little nor the order of the events show in the printed digits.
 */
export class Variance implements Accumulator {
  readonly #distances = new CompensatedSum();
  readonly #squares = new CompensatedSum();
  #origin = 0;

  add(value: Value): void {
    const number = toNumber(value);
    if (number === undefined) return;
    if (this.#distances.count === 0) this.#origin = number;
    const distance = number - this.#origin;
    const rest = differenceError(number, this.#origin, distance);
    this.#distances.add(distance);
    this.#distances.addPart(rest);
    this.#squares.addPart(distance * distance);
    this.#squares.addPart(productError(distance, distance, distance * distance) + 2 * distance * rest);
  }

  result(): Value {
    const { count, total, rest } = this.#distances;
    if (count === 0) return undefined;
    const squares = this.#squares.total;
    // count * squares - total * total, to twice the digits: the two can be almost equal.
    const scaled = count * squares;
    const scaledRest = productError(count, squares, scaled) + count * this.#squares.rest;
    const squared = total * total;
    const squaredRest = productError(total, total, squared) + 2 * total * rest;
    const difference = scaled - squared;
    const differenceRest = differenceError(scaled, squared, difference) + (scaledRest - squaredRest);
    return finite(Math.max(difference + differenceRest, 0) / count / count);
  }
}

/** The square root of the variance; no cell when nothing is numeric. */
export class StandardDeviation extends Variance {
  override result(): Value {
    const variance = toNumber(super.result());
    return variance === undefined ? undefined : Math.sqrt(variance);
  }
}

/** What `difference`, which is `left - right` rounded, lacks. */
function differenceError(left: number, right: number, difference: number): number {
  const restored = left - difference;
  return left - (difference + restored) + (restored - right);
}

/** What `product`, which is `left * right` rounded, lacks. */
function productError(left: number, right: number, product: number): number {
  const [leftHigh, leftLow] = split(left);
  const [rightHigh, rightLow] = split(right);
  const error = leftHigh * rightHigh - product + leftHigh * rightLow + leftLow * rightHigh + leftLow * rightLow;
  // Halves of huge numbers overflow.
  return Number.isFinite(error) ? error : 0;
}

function split(value: number): readonly [high: number, low: number] {
  const shifted = value * splitter;
  const high = shifted - (shifted - value);
  return [high, value - high];
}
