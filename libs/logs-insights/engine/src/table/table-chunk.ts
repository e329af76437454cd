import { utf8ByteCount } from '../values/utf8-byte-count';
import { grownTo } from './grow-array';
import { JoinedText } from './joined-text';

const firstCapacity = 64;

/** The codes of one column for the events of a chunk. */
export interface ColumnCodes {
  /** By row; at least as many as the chunk has. */
  codes: Uint32Array<ArrayBuffer>;
  /** How many rows have a code. */
  readCount: number;
}

/** Some thousand events that arrived one after the other; a row is a place among them. */
export class TableChunk {
  /** Epoch milliseconds by row; at least as many as there are rows. */
  timestamps = new Float64Array(firstCapacity);
  minMs = Infinity;
  maxMs = -Infinity;
  /** Whether no event is older than one before it. */
  isInTimeOrder = true;
  rowCount = 0;
  /** How many bytes the messages have in UTF-8. */
  byteCount = 0;
  /** The messages, once the chunk is closed. */
  joined: JoinedText | undefined;
  /** The messages, until then. */
  #messages: string[] = [];
  readonly #columns = new Map<string, ColumnCodes>();
  #byteCounts = new Uint32Array(firstCapacity);

  /** @returns The new row. The chunk must not be closed. */
  append(timestamp: number, message: string): number {
    const row = this.rowCount;
    this.rowCount += 1;
    this.timestamps = grownTo(this.timestamps, row + 1);
    this.timestamps[row] = timestamp;
    if (timestamp < this.maxMs) this.isInTimeOrder = false;
    this.minMs = Math.min(this.minMs, timestamp);
    this.maxMs = Math.max(this.maxMs, timestamp);
    const byteCount = utf8ByteCount(message);
    this.#messages.push(message);
    this.#byteCounts = grownTo(this.#byteCounts, row + 1);
    this.#byteCounts[row] = byteCount;
    this.byteCount += byteCount;
    return row;
  }

  /** Lets no more events in, and puts the messages where they are searched faster. */
  close(): void {
    if (this.joined) return;
    this.joined = new JoinedText(this.#messages, this.#byteCounts);
    this.#messages = [];
  }

  messageAt(row: number): string {
    return this.joined ? this.joined.messageAt(row) : (this.#messages[row] ?? '');
  }

  /** @returns How many bytes the messages of `count` rows have in UTF-8. */
  byteCountOf(rows: Uint32Array, count: number): number {
    if (count === this.rowCount) return this.byteCount;
    let byteCount = 0;
    for (let index = 0; index < count; index += 1) byteCount += this.#byteCounts[rows[index] ?? 0] ?? 0;
    return byteCount;
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
}
