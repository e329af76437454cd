import { grownTo } from './grow-array';
import { PairSet } from './pair-set';
import { type GroupedBatch } from './row-batch';

/**
 * Leaves of the rows of one store only those whose value is new in their group, for aggregate functions to which a value
 * says nothing when it comes again.
 */
export class FirstPairs {
  readonly #seen = new PairSet();
  #rows = new Uint32Array(0);
  #groups = new Uint32Array(0);

  /**
   * @param codes - By row: what stands for the value.
   * @param codeCount - Codes are less than this.
   * @returns The batch as it is when there are too many groups and values to remember.
   */
  only(batch: GroupedBatch, codes: Uint32Array, codeCount: number): GroupedBatch {
    const { count } = batch;
    const seen = this.#seen;
    if (!seen.reserve(batch.groupCount, codeCount)) return batch;
    const rows = (this.#rows = grownTo(this.#rows, count));
    const groups = (this.#groups = grownTo(this.#groups, count));
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = batch.rows[index] ?? 0;
      const group = batch.groups[index] ?? 0;
      rows[kept] = row;
      groups[kept] = group;
      kept += seen.add(group, codes[row] ?? 0) ? 1 : 0;
    }
    return { ...batch, rows, groups, count: kept };
  }
}
