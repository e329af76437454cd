import { type QueryPiece } from './query-piece';
import { type RowBatch } from './row-batch';

/** Chooses among the events that a query matches, and gives their rows to its first stage. */
export interface RowTaker {
  /** Puts the pieces in the order in which they are best looked at. */
  arrange(pieces: readonly QueryPiece[]): readonly QueryPiece[];
  /** @param matched - Of the piece, which is the one at hand. */
  take(piece: QueryPiece, matched: RowBatch): void;
  /** Called after the last piece. */
  finish(): void;
}

/** Takes every row. */
export class AllRowTaker implements RowTaker {
  readonly #names: readonly string[];

  /** @param names - Fields that are read of every row. */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  arrange(pieces: readonly QueryPiece[]): readonly QueryPiece[] {
    return pieces;
  }

  take(piece: QueryPiece, matched: RowBatch): void {
    piece.scan.columns.read(matched, this.#names);
    for (let index = 0; index < matched.count; index += 1) piece.addRow(matched.rows[index] ?? 0);
  }

  finish(): void {
    // Everything has been taken.
  }
}
