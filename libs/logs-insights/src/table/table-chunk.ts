import { utf8ByteCount } from '../values/utf8-byte-count';
import { grownTo } from './grow-array';

const firstCapacity = 64;

/** The codes of one column for the events of a chunk. */
export interface ColumnCodes {
  /** By row; at least as many as the chunk has. */
  codes: Uint32Array<ArrayBuffer>;
  /** How many rows are not `unread`. */
  readCount: number;
}

/** Some thousand events that arrived one after the other; a row is a place among them. */
export class TableChunk {
  readonly messages: string[] = [];
  /** Epoch milliseconds by row; at least as many as there are rows. */
  timestamps = new Float64Array(firstCapacity);
  minMs = Infinity;
  maxMs = -Infinity;
  /** Whether no event is older than one before it. */
  isInTimeOrder = true;
  readonly #columns = new Map<string, ColumnCodes>();
  /** By row, as far as they have been counted. */
  #byteCounts = new Float64Array(0);
  #countedRows = 0;
  #byteCount = 0;

  get rowCount(): number {
    return this.messages.length;
  }

  /** @returns The new row. */
  append(timestamp: number, message: string): number {
    const row = this.messages.length;
    this.timestamps = grownTo(this.timestamps, row + 1);
    this.timestamps[row] = timestamp;
    this.messages.push(message);
    if (timestamp < this.maxMs) this.isInTimeOrder = false;
    this.minMs = Math.min(this.minMs, timestamp);
    this.maxMs = Math.max(this.maxMs, timestamp);
    return row;
  }

  /** @returns The codes of a column, perhaps of fewer rows than there are; undefined when it is new here. */
  knownColumn(name: string): ColumnCodes | undefined {
    return this.#columns.get(name);
  }

  /** @returns The codes of a column, with room for each row; all of them unread when the column is new here. */
  column(name: string): ColumnCodes {
    let column = this.#columns.get(name);
    if (!column) {
      column = { codes: new Uint32Array(this.timestamps.length), readCount: 0 };
      this.#columns.set(name, column);
    }
    column.codes = grownTo(column.codes, this.rowCount);
    return column;
  }

  /** @returns How many bytes the messages of `count` rows have in UTF-8. */
  byteCountOf(rows: Uint32Array, count: number): number {
    this.#countBytes();
    if (count === this.rowCount) return this.#byteCount;
    let byteCount = 0;
    for (let index = 0; index < count; index += 1) byteCount += this.#byteCounts[rows[index] ?? 0] ?? 0;
    return byteCount;
  }

  #countBytes(): void {
    this.#byteCounts = grownTo(this.#byteCounts, this.rowCount);
    for (let row = this.#countedRows; row < this.rowCount; row += 1) {
      const byteCount = utf8ByteCount(this.messages[row] ?? '');
      this.#byteCounts[row] = byteCount;
      this.#byteCount += byteCount;
    }
    this.#countedRows = this.rowCount;
  }
}
