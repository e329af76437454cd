import { type Accumulator } from '../aggregates/aggregate-definition';
import { toText } from '../values/value';
import { type AggregateOperands, type AggregateState, ended } from './aggregate-state';
import { ValueIds } from './group-key';
import { grownTo } from './grow-array';
import { type Operand } from './operand';
import { PairSet } from './pair-set';
import { type GroupedBatch } from './row-batch';

/** `count_distinct`: different values have different numbers, and pairs of group and number are counted. */
export class CountDistinctState implements AggregateState {
  readonly #ids = new ValueIds();
  readonly #pairs = new PairSet();
  /** By operand and code; one more than the id, so that 0 is unknown. */
  readonly #idsByCode = new Map<Operand, Uint32Array<ArrayBuffer>>();
  #counts = new Float64Array(0);

  add(batch: GroupedBatch, { operand }: AggregateOperands): void {
    const { rows, count, groups, groupCount } = batch;
    const counts = (this.#counts = grownTo(this.#counts, groupCount));
    if (!operand) return;
    const { codes, codeCount } = operand;
    const idsByCode = grownTo(this.#idsByCode.get(operand) ?? new Uint32Array(0), codeCount);
    this.#idsByCode.set(operand, idsByCode);
    const pairs = this.#pairs;
    // Each row has a new value at most, and so has each code.
    pairs.reserve(groupCount, this.#ids.count + firstId + Math.min(count, codes ? codeCount : count));
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const code = codes?.[row];
      const numbered = (code === undefined ? 0 : idsByCode[code]) || this.#number(operand, row);
      if (code !== undefined) idsByCode[code] = numbered;
      if (numbered === missingId) continue;
      const group = groups[index] ?? 0;
      if (pairs.add(group, numbered)) counts[group] = (counts[group] ?? 0) + 1;
    }
  }

  accumulatorOf(group: number): Accumulator {
    return ended(() => this.#counts[group] ?? 0);
  }

  #number(operand: Operand, row: number): number {
    const value = operand.valueAt(row);
    return toText(value) === undefined ? missingId : this.#ids.idOf(value) + firstId;
  }
}

/** Of what shows as nothing, such as a missing value. */
const missingId = 1;
const firstId = 2;
