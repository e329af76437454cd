import { type Accumulator } from '../aggregates/aggregate-definition';
import { type AggregateOperands, type AggregateState, ended } from './aggregate-state';
import { grownTo } from './grow-array';
import { type GroupedBatch } from './row-batch';

/** `count`: of all rows, or of those that have a value. */
export class CountState implements AggregateState {
  #counts = new Float64Array(0);

  add({ rows, count, groups, groupCount }: GroupedBatch, { operand }: AggregateOperands): void {
    const counts = grownTo(this.#counts, groupCount);
    this.#counts = counts;
    if (!operand && groupCount === 1) {
      counts[0] = (counts[0] ?? 0) + count;
      return;
    }
    for (let index = 0; index < count; index += 1) {
      if (operand && operand.valueAt(rows[index] ?? 0) === undefined) continue;
      const group = groups[index] ?? 0;
      counts[group] = (counts[group] ?? 0) + 1;
    }
  }

  accumulatorOf(group: number): Accumulator {
    return ended(() => this.#counts[group] ?? 0);
  }
}
