import { type TableChunk } from './table-chunk';

/** One event of a chunk. */
export interface ChunkRow {
  readonly chunk: TableChunk;
  readonly row: number;
}

/**
 * Lists the events of chunks by time, those of one time in the order of arrival. Until the next event is asked for
 * nothing is done, and a chunk is not touched before its time.
 *
 * @param chunks - In the order of arrival.
 * @param startMs - Epoch milliseconds, inclusive.
 * @param endMs - Epoch milliseconds, exclusive.
 */
export function* orderEvents(chunks: readonly TableChunk[], startMs: number, endMs: number): Iterable<ChunkRow> {
  const waiting = chunks
    .map((chunk, arrival) => new ChunkCursor(chunk, arrival))
    .filter(({ chunk }) => chunk.maxMs >= startMs && chunk.minMs < endMs)
    .sort((left, right) => left.chunk.minMs - right.chunk.minMs || left.arrival - right.arrival);
  let started = 0;
  let active: readonly ChunkCursor[] = [];
  for (;;) {
    const next = earliestOf(active);
    const cursor = waiting[started];
    // A chunk that begins at the same time may have arrived before.
    if (cursor && !(next && next.timeMs < cursor.chunk.minMs)) {
      cursor.start(startMs);
      active = [...active, cursor];
      started += 1;
      continue;
    }
    if (!next || next.timeMs >= endMs) return;
    yield { chunk: next.chunk, row: next.row };
    next.advance();
    if (next.isAtEnd) active = active.filter((other) => other !== next);
  }
}

/** Steps through the events of a chunk by time. */
class ChunkCursor {
  readonly chunk: TableChunk;
  /** The chunk's place among all in the order of arrival. */
  readonly arrival: number;
  /** Events that come later are not listed. */
  readonly #rowCount: number;
  #rows = new Uint32Array(0);
  #position = 0;

  constructor(chunk: TableChunk, arrival: number) {
    this.chunk = chunk;
    this.arrival = arrival;
    this.#rowCount = chunk.rowCount;
  }

  start(startMs: number): void {
    this.#rows = Uint32Array.from({ length: this.#rowCount }, (_, row) => row);
    if (!this.chunk.isInTimeOrder)
      this.#rows.sort((left, right) => this.#timeOf(left) - this.#timeOf(right) || left - right);
    while (!this.isAtEnd && this.timeMs < startMs) this.#position += 1;
  }

  get row(): number {
    return this.#rows[this.#position] ?? 0;
  }

  get timeMs(): number {
    return this.#timeOf(this.row);
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#rows.length;
  }

  advance(): void {
    this.#position += 1;
  }

  #timeOf(row: number): number {
    return this.chunk.timestamps[row] ?? NaN;
  }
}

/** Few chunks overlap, so that looking at each takes no longer than keeping them sorted. */
function earliestOf(cursors: readonly ChunkCursor[]): ChunkCursor | undefined {
  let earliest: ChunkCursor | undefined;
  for (const cursor of cursors) {
    const isEarlier =
      !earliest ||
      cursor.timeMs < earliest.timeMs ||
      (cursor.timeMs === earliest.timeMs && cursor.arrival < earliest.arrival);
    if (isEarlier) earliest = cursor;
  }
  return earliest;
}
