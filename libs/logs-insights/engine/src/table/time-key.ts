import { type Evaluate } from '../execution/evaluate';
import { type Row } from '../execution/row';
import { Instant, type Value, scalarOf, toNumber } from '../values/value';
import { ceilToPeriod, type Period } from '../values/period';
import { type GroupKey, ValueIds } from './group-key';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** A key that reads only the time: evaluated when the time leaves the period of the event before, or changes at all. */
export class TimeKey implements GroupKey {
  readonly #evaluate: Evaluate<Row>;
  readonly #period: Period | undefined;
  readonly #ids = new ValueIds();

  /** @param period - When the key is `@timestamp` rounded down to it. */
  constructor(evaluate: Evaluate<Row>, period: Period | undefined) {
    this.#evaluate = evaluate;
    this.#period = period;
  }

  writeIds({ chunk: { timestamps }, rows, count }: RowBatch, ids: Uint32Array): void {
    let startMs = Infinity;
    let endMs = -Infinity;
    let id = 0;
    for (let index = 0; index < count; index += 1) {
      const epochMs = timestamps[rows[index] ?? 0] ?? 0;
      if (!(epochMs >= startMs && epochMs < endMs)) {
        const value = this.#valueAtTime(epochMs);
        const bin = this.#period === undefined ? undefined : toNumber(value);
        id = this.#ids.idOf(value);
        startMs = bin ?? Infinity;
        endMs = bin === undefined || !this.#period ? -Infinity : ceilToPeriod(bin + 1, this.#period);
      }
      ids[index] = id;
    }
  }

  valueAt({ timestamps }: TableChunk, row: number): Value {
    return this.#valueAtTime(timestamps[row] ?? 0);
  }

  #valueAtTime(epochMs: number): Value {
    const time = new Instant(epochMs);
    return scalarOf(this.#evaluate({ get: () => time }));
  }
}
