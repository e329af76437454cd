import { type Value, scalarOf } from '../values/value';
import { type CodeValues } from './code-values';
import { type GroupKey, ValueIds } from './group-key';
import { grownTo } from './grow-array';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** A key that reads one column: evaluated once for each different value. */
export class CodeKey implements GroupKey {
  readonly #values: CodeValues;
  readonly #ids = new ValueIds();
  /** By code; one more than the id, so that 0 is unknown. */
  #idsByCode = new Uint32Array(0);

  constructor(values: CodeValues) {
    this.#values = values;
  }

  writeIds(batch: RowBatch, ids: Uint32Array): void {
    const { rows, count } = batch;
    const codes = this.#values.codesOf(batch);
    const idsByCode = grownTo(this.#idsByCode, this.#values.dictionary.size);
    this.#idsByCode = idsByCode;
    for (let index = 0; index < count; index += 1) {
      const code = codes[rows[index] ?? 0] ?? 0;
      ids[index] = (idsByCode[code] || this.#number(code)) - 1;
    }
  }

  valueAt(chunk: TableChunk, row: number): Value {
    return scalarOf(this.#values.valueOf(chunk.column(this.#values.columnName).codes[row] ?? 0));
  }

  #number(code: number): number {
    const numbered = this.#ids.idOf(scalarOf(this.#values.valueOf(code))) + 1;
    this.#idsByCode[code] = numbered;
    return numbered;
  }
}
