import { type QueryExecution } from '../execution/query-execution';
import { isNamed } from '../execution/select-sources';
import { type SourceReference } from '../syntax/command';
import { type EventStore } from './event-store';
import { grownTo } from './grow-array';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

/** Finds the rows of one store that are in the range of time and the log groups of a query. */
export class RangeScan {
  readonly #store: EventStore;
  readonly #execution: QueryExecution;
  readonly #sources: readonly SourceReference[];
  #rows = new Uint32Array(0);
  /** What {@link rowsOf} gave last, before filters moved its rows; undefined when those were all rows. */
  #found: Uint32Array | undefined;

  constructor(store: EventStore, execution: QueryExecution, sources: readonly SourceReference[]) {
    this.#store = store;
    this.#execution = execution;
    this.#sources = sources;
  }

  /** @returns The rows, to be overwritten by the next call. */
  rowsOf(chunk: TableChunk): RowBatch {
    const { rowCount } = chunk;
    const rows = grownTo(this.#rows, rowCount);
    this.#rows = rows;
    const choice = this.#choiceIn(chunk);
    if (choice === 'all') {
      rows.set(firstPlaces(rowCount));
      this.#found = undefined;
      return { chunk, rows, count: rowCount };
    }
    let count = 0;
    for (let row = 0; choice === 'some' && row < rowCount; row += 1) {
      rows[count] = row;
      count += this.#isChosen(chunk, row) ? 1 : 0;
    }
    this.#found = rows.slice(0, count);
    return { chunk, rows, count };
  }

  /** @returns How many of the rows found last come before one of them. */
  rankOf(row: number): number {
    if (!this.#found) return row;
    let low = 0;
    let high = this.#found.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#found[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isChosen(chunk: TableChunk, row: number): boolean {
    const timestamp = chunk.timestamps[row] ?? NaN;
    if (!this.#execution.isInRange(timestamp)) return false;
    if (this.#sources.length === 0) return true;
    const logGroupName = this.#store.logGroupNameAt(chunk, row);
    return this.#execution.isSelected({ timestamp, ...(logGroupName !== undefined && { logGroupName }) });
  }

  #choiceIn(chunk: TableChunk): Choice {
    const { startMs = -Infinity, endMs = Infinity } = this.#execution.context;
    const inTime = overlapOf(chunk, startMs, endMs);
    if (inTime === 'none' || this.#sources.length === 0) return inTime;
    // Events that name a log group themselves can each be in another.
    if (chunk.knownColumn('@log')?.readCount) return 'some';
    const name = this.#store.logGroupName ?? this.#execution.eventContext.logGroupName;
    const choices = this.#sources
      .filter((source) => name !== undefined && isNamed(source, name))
      .map(({ range }) => (range ? overlapOf(chunk, range.startMs, range.endMs) : 'all'));
    if (choices.every((choice) => choice === 'none')) return 'none';
    return inTime === 'all' && choices.includes('all') ? 'all' : 'some';
  }
}

/** 0, 1, 2 and so on, to be copied. */
let places = new Uint32Array(0);

function firstPlaces(count: number): Uint32Array {
  if (places.length < count) places = Uint32Array.from({ length: count }, (_, place) => place);
  return places.subarray(0, count);
}

type Choice = 'all' | 'some' | 'none';

/** @returns How much of a chunk is in a range, both ends of which are inclusive. */
function overlapOf({ minMs, maxMs }: TableChunk, startMs: number, endMs: number): Choice {
  if (maxMs < startMs || minMs > endMs) return 'none';
  return minMs >= startMs && maxMs <= endMs ? 'all' : 'some';
}
