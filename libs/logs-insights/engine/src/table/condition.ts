import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** What the rows of a chunk are filtered by. */
export interface Condition {
  /** How much work a row is, for comparison with others: cheap conditions come first. One of {@link rowCost}. */
  costIn(chunk: TableChunk): number;
  /**
   * Moves the rows for which the condition is true to the front of the batch, in their order.
   *
   * @returns How many they are; what stands behind them means nothing any more.
   */
  keep(batch: RowBatch): number;
}

export const rowCost = { ofTime: 0, ofCode: 1, ofText: 2, ofReading: 3, ofEvaluation: 4 } as const;
