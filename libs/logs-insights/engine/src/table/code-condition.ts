import { isTrue } from '../values/value';
import { type CodeValues } from './code-values';
import { type Condition, rowCost } from './condition';
import { grownTo } from './grow-array';
import { type QueryColumns } from './query-columns';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

const isFalseState = 1;
const isTrueState = 2;

/** A condition on one column: decided once for each different value. */
export class CodeCondition implements Condition {
  readonly #values: CodeValues;
  readonly #columns: QueryColumns;
  /** By code; 0 is undecided. */
  #states = new Uint8Array(0);
  /** Every code below is decided. */
  #decidedCount = 0;

  constructor(values: CodeValues, columns: QueryColumns) {
    this.#values = values;
    this.#columns = columns;
  }

  costIn(chunk: TableChunk): number {
    return this.#columns.isComplete(chunk, this.#values.columnName) ? rowCost.ofCode : rowCost.ofReading;
  }

  keep(batch: RowBatch): number {
    const { rows, count } = batch;
    const codes = this.#values.codesOf(batch);
    this.#states = grownTo(this.#states, this.#values.dictionary.size);
    // A decision is dearer than a row: where there are fewer rows than values, most values are not met.
    if (this.#values.dictionary.size - this.#decidedCount > count) this.#decideFor(codes, batch);
    else this.#decideAll();
    const states = this.#states;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      rows[kept] = row;
      kept += (states[codes[row] ?? 0] ?? 0) - isFalseState;
    }
    return kept;
  }

  #decideAll(): void {
    const { size } = this.#values.dictionary;
    for (let code = this.#decidedCount; code < size; code += 1) this.#decide(code);
    this.#decidedCount = size;
  }

  #decideFor(codes: Uint32Array, { rows, count }: RowBatch): void {
    for (let index = 0; index < count; index += 1) this.#decide(codes[rows[index] ?? 0] ?? 0);
  }

  #decide(code: number): void {
    if (this.#states[code] !== 0) return;
    this.#states[code] = isTrue(this.#values.valueOf(code)) ? isTrueState : isFalseState;
  }
}
