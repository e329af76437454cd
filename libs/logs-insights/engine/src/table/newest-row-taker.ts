import { type QueryPiece } from './query-piece';
import { type RowBatch } from './row-batch';
import { type RowTaker } from './row-taker';

/** Takes no more rows than can be among so many of the newest. */
export class NewestRowTaker implements RowTaker {
  readonly #neededCount: number;
  #count = 0;
  #oldestMs = Infinity;

  constructor(neededCount: number) {
    this.#neededCount = neededCount;
  }

  arrange(pieces: readonly QueryPiece[]): readonly QueryPiece[] {
    return pieces.toSorted((left, right) => right.chunk.maxMs - left.chunk.maxMs || 0);
  }

  take(piece: QueryPiece, { chunk, rows, count }: RowBatch): void {
    if (this.#count >= this.#neededCount && chunk.maxMs < this.#oldestMs) return;
    const first = chunk.isInTimeOrder ? Math.max(count - this.#neededCount, 0) : 0;
    for (let index = first; index < count; index += 1) {
      const row = rows[index] ?? 0;
      piece.addRow(row);
      this.#oldestMs = Math.min(this.#oldestMs, chunk.timestamps[row] ?? 0);
    }
    this.#count += count - first;
  }

  finish(): void {
    // Everything has been taken.
  }
}
