import { Instant, type Value, finite } from '../values/value';
import { type Operand } from './operand';
import { type RowBatch } from './row-batch';

/** `@timestamp` itself. */
export class TimeOperand implements Operand {
  readonly codes = undefined;
  readonly codeCount = 0;
  #timestamps = new Float64Array(0);

  open({ chunk }: RowBatch): void {
    this.#timestamps = chunk.timestamps;
  }

  valueAt(row: number): Value {
    return new Instant(this.#timestamps[row] ?? NaN);
  }

  numberAt(row: number): number | undefined {
    return finite(this.#timestamps[row] ?? NaN);
  }

  writeNumbers({ rows, count }: RowBatch, numbers: Float64Array): void {
    for (let index = 0; index < count; index += 1) numbers[index] = this.numberAt(rows[index] ?? 0) ?? NaN;
  }
}
