import { type Value } from '../values/value';
import { type RowBatch } from './row-batch';

/** What an aggregate function is given of the events of one store. */
export interface Operand {
  /** Prepares for the rows of a batch. */
  open(batch: RowBatch): void;
  /** @returns The value for a row of the batch, never a map or a list. */
  valueAt(row: number): Value;
  /** @returns The same as a number, undefined for what looks like none. */
  numberAt(row: number): number | undefined;
  /** Writes the same for each row of the batch that is open, NaN for what looks like no number. */
  writeNumbers(batch: RowBatch, numbers: Float64Array): void;
  /** By row of the chunk: rows with the same code have the same value. undefined when there are no codes. */
  readonly codes: Uint32Array | undefined;
  /** Codes are less than this. */
  readonly codeCount: number;
}
