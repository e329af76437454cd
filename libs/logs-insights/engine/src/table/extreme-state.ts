import { type Accumulator } from '../aggregates/aggregate-definition';
import { type AggregateOperands, type AggregateState } from './aggregate-state';
import { grownTo } from './grow-array';
import { type GroupedBatch } from './row-batch';

/**
 * `min`, `max` and their like: most values need not be looked at more closely, since their number is already beaten.
 *
 * Everything else, such as texts and equal numbers, is left to an accumulator for each group.
 */
export class ExtremeState implements AggregateState {
  readonly #start: () => Accumulator;
  /** 1 where the least value counts, -1 where the greatest does. */
  readonly #direction: 1 | -1;
  readonly #accumulators: Accumulator[] = [];
  /** By group: the best number so far, times the direction. */
  #best = new Float64Array(0);
  #numbers = new Float64Array(0);

  constructor(start: () => Accumulator, direction: 1 | -1) {
    this.#start = start;
    this.#direction = direction;
  }

  add(batch: GroupedBatch, { operand }: AggregateOperands): void {
    const { rows, count, groups, groupCount } = batch;
    const numbers = (this.#numbers = grownTo(this.#numbers, count));
    const best = (this.#best = grownTo(this.#best, groupCount));
    for (let group = this.#accumulators.length; group < groupCount; group += 1) {
      this.#accumulators.push(this.#start());
      best[group] = Infinity;
    }
    operand?.writeNumbers(batch, numbers);
    for (let index = 0; index < count; index += 1) {
      const group = groups[index] ?? 0;
      const rank = (numbers[index] ?? NaN) * this.#direction;
      if (rank > (best[group] ?? Infinity)) continue;
      if (rank < (best[group] ?? Infinity)) best[group] = rank;
      this.#accumulators[group]?.add(operand?.valueAt(rows[index] ?? 0));
    }
  }

  accumulatorOf(group: number): Accumulator {
    return this.#accumulators[group] ?? this.#start();
  }
}
