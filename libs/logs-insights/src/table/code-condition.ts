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
    const states = grownTo(this.#states, this.#values.dictionary.size);
    this.#states = states;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const code = codes[row] ?? 0;
      const state = states[code] || this.#decide(code);
      rows[kept] = row;
      kept += state - isFalseState;
    }
    return kept;
  }

  #decide(code: number): number {
    const state = isTrue(this.#values.valueOf(code)) ? isTrueState : isFalseState;
    this.#states[code] = state;
    return state;
  }
}
