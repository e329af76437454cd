import { type TableChunk } from './table-chunk';

/** Some rows of a chunk. The arrays are reused from batch to batch; their first `count` elements count. */
export interface RowBatch {
  readonly chunk: TableChunk;
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly count: number;
}

/** Some rows, each in its group. */
export interface GroupedBatch extends RowBatch {
  /** The group of each of the rows. */
  readonly groups: Uint32Array;
  /** How many groups there are so far. */
  readonly groupCount: number;
}
