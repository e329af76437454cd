import { type Evaluate } from '../execution/evaluate';
import { type Row } from '../execution/row';
import { type Value, scalarOf } from '../values/value';
import { type GroupKey, ValueIds } from './group-key';
import { type QueryColumns } from './query-columns';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';
import { TableRow } from './table-row';

/** Any key, evaluated for each row. */
export class RowKey implements GroupKey {
  readonly #evaluate: Evaluate<Row>;
  readonly #names: readonly string[];
  readonly #columns: QueryColumns;
  readonly #ids = new ValueIds();

  /** @param names - The fields that it reads. */
  constructor(evaluate: Evaluate<Row>, names: readonly string[], columns: QueryColumns) {
    this.#evaluate = evaluate;
    this.#names = names;
    this.#columns = columns;
  }

  writeIds(batch: RowBatch, ids: Uint32Array): void {
    const { chunk, rows, count } = batch;
    this.#columns.read(batch, this.#names);
    const cursor = new TableRow(this.#columns, chunk, 0);
    for (let index = 0; index < count; index += 1) {
      cursor.moveTo(rows[index] ?? 0);
      ids[index] = this.#ids.idOf(scalarOf(this.#evaluate(cursor)));
    }
  }

  valueAt(chunk: TableChunk, row: number): Value {
    return scalarOf(this.#evaluate(new TableRow(this.#columns, chunk, row)));
  }
}
