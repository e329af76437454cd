import { grownTo } from './grow-array';
import { type GroupIndex } from './group-index';
import { type GroupKey } from './group-key';
import { PairIds } from './pair-ids';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** Finds the groups of the rows of one store. */
export class StoreGroups {
  readonly #keys: readonly GroupKey[];
  readonly #index: GroupIndex;
  /** The ids of two keys, of these and the third, and so on. */
  readonly #pairs: readonly PairIds[];
  /** By the id of all keys together; one more than the group, so that 0 is unknown. */
  #groupsById = new Uint32Array(0);
  #ids = new Uint32Array(0);

  constructor(keys: readonly GroupKey[], index: GroupIndex) {
    this.#keys = keys;
    this.#index = index;
    this.#pairs = keys.slice(1).map(() => new PairIds());
  }

  /** Writes the group of each row. */
  writeGroups(batch: RowBatch, groups: Uint32Array): void {
    const { chunk, rows, count } = batch;
    const [first, ...others] = this.#keys;
    // Without keys there is one group, and no code asks where a row belongs.
    if (!first) return void this.#index.groupOf([]);
    first.writeIds(batch, groups);
    for (const [index, key] of others.entries()) {
      const ids = grownTo(this.#ids, count);
      this.#ids = ids;
      key.writeIds(batch, ids);
      this.#pairs[index]?.join(groups, ids, count);
    }
    for (let index = 0; index < count; index += 1) {
      const id = groups[index] ?? 0;
      groups[index] = (this.#groupsById[id] || this.#find(id, chunk, rows[index] ?? 0)) - 1;
    }
  }

  #find(id: number, chunk: TableChunk, row: number): number {
    const numbered = this.#index.groupOf(this.#keys.map((key) => key.valueAt(chunk, row))) + 1;
    this.#groupsById = grownTo(this.#groupsById, id + 1);
    this.#groupsById[id] = numbered;
    return numbered;
  }
}
