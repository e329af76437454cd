import { type Accumulator } from '../aggregates/aggregate-definition';
import { type AggregateOperands, type AggregateState } from './aggregate-state';
import { type GroupedBatch } from './row-batch';

/** Any aggregate function: an accumulator for each group. */
export class AccumulatedState implements AggregateState {
  readonly #start: () => Accumulator;
  readonly #accumulators: Accumulator[] = [];

  constructor(start: () => Accumulator) {
    this.#start = start;
  }

  add({ rows, count, groups, groupCount }: GroupedBatch, { operand, time }: AggregateOperands): void {
    const accumulators = this.#accumulators;
    while (accumulators.length < groupCount) accumulators.push(this.#start());
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      accumulators[groups[index] ?? 0]?.add(operand ? operand.valueAt(row) : 1, time?.numberAt(row));
    }
  }

  accumulatorOf(group: number): Accumulator {
    return this.#accumulators[group] ?? this.#start();
  }
}
