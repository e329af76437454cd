import { type QueryExecution } from '../execution/query-execution';
import { type RowBatch } from './row-batch';
import { type StoreScan } from './store-scan';
import { type TableChunk } from './table-chunk';
import { TableRow } from './table-row';

/** A chunk with its place in a query. Pieces know it, so that they can be looked at in any order. */
export class QueryPiece {
  readonly chunk: TableChunk;
  readonly scan: StoreScan;
  readonly #execution: QueryExecution;
  readonly #scannedBefore: number;
  #cursor: TableRow | undefined;

  /** Counts the events that the query looks at. */
  constructor(chunk: TableChunk, scan: StoreScan, execution: QueryExecution) {
    this.chunk = chunk;
    this.scan = scan;
    this.#execution = execution;
    this.#scannedBefore = execution.recordsScanned;
    const { rows, count } = this.open();
    execution.recordsScanned += count;
    execution.bytesScanned += chunk.byteCountOf(rows, count);
  }

  /** Makes it the piece at hand. @returns The rows that the query looks at, as {@link StoreScan.scan}. */
  open(): RowBatch {
    return this.scan.scan(this.chunk, this.#scannedBefore);
  }

  /** Gives a row to the first stage of the query. The piece must be the one at hand. */
  addRow(row: number): void {
    const { columns } = this.scan;
    if (this.#execution.keepsRows) {
      this.#execution.addRow(new TableRow(columns, this.chunk, row, columns.ordinalOf(row)));
      return;
    }
    this.#cursor ??= new TableRow(columns, this.chunk, row);
    this.#cursor.moveTo(row);
    this.#execution.addRow(this.#cursor);
  }
}
