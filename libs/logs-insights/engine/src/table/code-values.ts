import { compileExpression } from '../execution/compile-expression';
import { type Evaluate } from '../execution/evaluate';
import { type Row } from '../execution/row';
import { type QueryContext } from '../functions/function-definition';
import { type Expression } from '../syntax/expression';
import { type Value } from '../values/value';
import { type Dictionary } from './dictionary';
import { type QueryColumns } from './query-columns';
import { type RowBatch } from './row-batch';

/** An expression of one column: what it gives for each code, computed when it is first asked for. */
export class CodeValues {
  readonly columnName: string;
  readonly dictionary: Dictionary;
  /** Whether the expression is the column itself. */
  readonly isColumnItself: boolean;
  readonly #columns: QueryColumns;
  readonly #evaluate: Evaluate<Row>;
  readonly #row: { value: Value; get: () => Value };

  constructor(expression: Expression, columnName: string, columns: QueryColumns, context: QueryContext) {
    this.columnName = columnName;
    this.dictionary = columns.store.dictionary(columnName);
    // What @log shows depends on the query.
    this.isColumnItself = expression.type === 'field' && columnName !== '@log';
    this.#columns = columns;
    this.#evaluate = compileExpression(expression, { context });
    const row = { value: undefined as Value, get: (): Value => row.value };
    this.#row = row;
  }

  /** @returns The codes of the chunk by row, those of the batch read. */
  codesOf(batch: RowBatch): Uint32Array {
    this.#columns.read(batch, [this.columnName]);
    return batch.chunk.column(this.columnName).codes;
  }

  valueOf(code: number): Value {
    if (this.isColumnItself) return this.dictionary.values[code];
    this.#row.value = this.#columns.valueOf(this.columnName, code);
    return this.#evaluate(this.#row);
  }
}
