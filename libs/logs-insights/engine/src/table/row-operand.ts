import { type Evaluate } from '../execution/evaluate';
import { type Row } from '../execution/row';
import { type Value, scalarOf, toNumber } from '../values/value';
import { type Operand } from './operand';
import { type QueryColumns } from './query-columns';
import { type RowBatch } from './row-batch';
import { TableRow } from './table-row';

/** Any operand, evaluated for each row. */
export class RowOperand implements Operand {
  readonly codes = undefined;
  readonly codeCount = 0;
  readonly #evaluate: Evaluate<Row>;
  readonly #names: readonly string[];
  readonly #columns: QueryColumns;
  #cursor: TableRow | undefined;

  /** @param names - The fields that it reads. */
  constructor(evaluate: Evaluate<Row>, names: readonly string[], columns: QueryColumns) {
    this.#evaluate = evaluate;
    this.#names = names;
    this.#columns = columns;
  }

  open(batch: RowBatch): void {
    this.#columns.read(batch, this.#names);
    this.#cursor = new TableRow(this.#columns, batch.chunk, 0);
  }

  valueAt(row: number): Value {
    const cursor = this.#cursor;
    if (!cursor) return undefined;
    cursor.moveTo(row);
    return scalarOf(this.#evaluate(cursor));
  }

  numberAt(row: number): number | undefined {
    return toNumber(this.valueAt(row));
  }

  writeNumbers({ rows, count }: RowBatch, numbers: Float64Array): void {
    for (let index = 0; index < count; index += 1) numbers[index] = this.numberAt(rows[index] ?? 0) ?? NaN;
  }
}
