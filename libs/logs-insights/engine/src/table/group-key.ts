import { keyOf } from '../execution/group-rows';
import { type Value } from '../values/value';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** One of the expressions that a `stats` groups by, for the events of one store. */
export interface GroupKey {
  /** Writes a number for each row: the same exactly for values that print the same. Numbers are small. */
  writeIds(batch: RowBatch, ids: Uint32Array): void;
  /** @returns What the expression gives for a row. */
  valueAt(chunk: TableChunk, row: number): Value;
}

/** Numbers values by how they print, in the order in which they appear. */
export class ValueIds {
  readonly #ids = new Map<string, number>();

  get count(): number {
    return this.#ids.size;
  }

  idOf(value: Value): number {
    const key = keyOf([value]);
    const id = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, id);
    return id;
  }
}
