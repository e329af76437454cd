import { type Accumulator } from '../aggregates/aggregate-definition';
import { finite } from '../values/value';
import { type AggregateOperands, type AggregateState, ended } from './aggregate-state';
import { grownTo } from './grow-array';
import { type GroupedBatch } from './row-batch';

/** `sum` and `avg`: the compensated sums of {@link CompensatedSum}, to the same last digit, side by side in arrays. */
export class SumState implements AggregateState {
  readonly #isAverage: boolean;
  #sums = new Float64Array(0);
  #compensations = new Float64Array(0);
  #counts = new Float64Array(0);
  #numbers = new Float64Array(0);

  constructor(isAverage: boolean) {
    this.#isAverage = isAverage;
  }

  add(batch: GroupedBatch, { operand }: AggregateOperands): void {
    const { count, groups, groupCount } = batch;
    const numbers = (this.#numbers = grownTo(this.#numbers, count));
    const sums = (this.#sums = grownTo(this.#sums, groupCount));
    const compensations = (this.#compensations = grownTo(this.#compensations, groupCount));
    const counts = (this.#counts = grownTo(this.#counts, groupCount));
    operand?.writeNumbers(batch, numbers);
    for (let index = 0; index < count; index += 1) {
      const value = numbers[index] ?? NaN;
      // Only NaN differs from itself: what looks like no number adds nothing.
      if (value !== value) continue;
      const group = groups[index] ?? 0;
      const before = sums[group] ?? 0;
      const sum = before + value;
      const lost = Math.abs(before) >= Math.abs(value) ? before - sum + value : value - sum + before;
      sums[group] = sum;
      compensations[group] = (compensations[group] ?? 0) + lost;
      counts[group] = (counts[group] ?? 0) + 1;
    }
  }

  accumulatorOf(group: number): Accumulator {
    return ended(() => {
      const count = this.#counts[group] ?? 0;
      const total = (this.#sums[group] ?? 0) + (this.#compensations[group] ?? 0);
      if (count === 0) return undefined;
      return finite(this.#isAverage ? total / count : total);
    });
  }
}
