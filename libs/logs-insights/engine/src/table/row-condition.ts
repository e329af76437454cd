import { type Evaluate } from '../execution/evaluate';
import { type Row } from '../execution/row';
import { isTrue } from '../values/value';
import { type Condition, rowCost } from './condition';
import { type QueryColumns } from './query-columns';
import { type RowBatch } from './row-batch';
import { TableRow } from './table-row';

/** Any condition, evaluated for each row. */
export class RowCondition implements Condition {
  readonly #evaluate: Evaluate<Row>;
  readonly #names: readonly string[];
  readonly #columns: QueryColumns;

  /** @param names - The fields that it reads. */
  constructor(evaluate: Evaluate<Row>, names: readonly string[], columns: QueryColumns) {
    this.#evaluate = evaluate;
    this.#names = names;
    this.#columns = columns;
  }

  costIn(): number {
    return rowCost.ofEvaluation;
  }

  keep(batch: RowBatch): number {
    const { chunk, rows, count } = batch;
    this.#columns.read(batch, this.#names);
    const cursor = new TableRow(this.#columns, chunk, 0);
    // What reads no field is the same for all.
    if (this.#names.length === 0) return isTrue(this.#evaluate(cursor)) ? count : 0;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      cursor.moveTo(row);
      if (!isTrue(this.#evaluate(cursor))) continue;
      rows[kept] = row;
      kept += 1;
    }
    return kept;
  }
}
