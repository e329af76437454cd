import { type Value, scalarOf, toNumber } from '../values/value';
import { type CodeValues } from './code-values';
import { type Operand } from './operand';
import { type RowBatch } from './row-batch';

/** An operand that reads one column: evaluated once for each different value. */
export class CodeOperand implements Operand {
  readonly #values: CodeValues;
  /** By code, as far as they have been asked for. */
  readonly #known: { value: Value; number: number }[] = [];
  #codes: Uint32Array = new Uint32Array(0);

  constructor(values: CodeValues) {
    this.#values = values;
  }

  open(batch: RowBatch): void {
    this.#codes = this.#values.codesOf(batch);
  }

  valueAt(row: number): Value {
    const code = this.#codes[row] ?? 0;
    return this.#values.isColumnItself ? this.#values.valueOf(code) : this.#at(code).value;
  }

  numberAt(row: number): number | undefined {
    return toNumber(this.valueAt(row));
  }

  writeNumbers({ rows, count }: RowBatch, numbers: Float64Array): void {
    const codes = this.#codes;
    if (!this.#values.isColumnItself) {
      for (let index = 0; index < count; index += 1) numbers[index] = this.#at(codes[rows[index] ?? 0] ?? 0).number;
      return;
    }
    const byCode = this.#values.dictionary.asNumbers();
    for (let index = 0; index < count; index += 1) numbers[index] = byCode[codes[rows[index] ?? 0] ?? 0] ?? NaN;
  }

  get codes(): Uint32Array {
    return this.#codes;
  }

  get codeCount(): number {
    return this.#values.dictionary.size;
  }

  #at(code: number): { value: Value; number: number } {
    let known = this.#known[code];
    if (!known) {
      const value = scalarOf(this.#values.valueOf(code));
      known = { value, number: toNumber(value) ?? NaN };
      this.#known[code] = known;
    }
    return known;
  }
}
