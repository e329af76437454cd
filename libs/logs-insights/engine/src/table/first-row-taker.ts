import { selectByRank } from '../aggregates/select-by-rank';
import { type QueryContext } from '../functions/function-definition';
import { compileOperand } from './compile-operand';
import { type Operand } from './operand';
import { type QueryPiece } from './query-piece';
import { type RowBatch } from './row-batch';
import { type RowNeed } from './row-need';
import { type RowTaker } from './row-taker';
import { type StoreScan } from './store-scan';

/** The matching rows of one piece, and the numbers that they are sorted by. */
interface HeldRows {
  readonly piece: QueryPiece;
  readonly rows: Uint32Array;
  /** NaN for a text and for a missing value. */
  readonly numbers: Float64Array;
}

/**
 * Takes the rows that can be among the first ones by a key: those whose number is at most, or descending at least, the one
 * at the place asked for. Texts and missing values come before all numbers, or descending after them.
 */
export class FirstRowTaker implements RowTaker {
  readonly #need: RowNeed & { type: 'first' };
  readonly #context: QueryContext;
  readonly #operands = new Map<StoreScan, Operand>();
  readonly #held: HeldRows[] = [];

  constructor(need: RowNeed & { type: 'first' }, context: QueryContext) {
    this.#need = need;
    this.#context = context;
  }

  arrange(pieces: readonly QueryPiece[]): readonly QueryPiece[] {
    return pieces;
  }

  take(piece: QueryPiece, matched: RowBatch): void {
    const operand = this.#operandOf(piece.scan);
    const numbers = new Float64Array(matched.count);
    operand.open(matched);
    operand.writeNumbers(matched, numbers);
    this.#held.push({ piece, rows: matched.rows.slice(0, matched.count), numbers });
  }

  finish(): void {
    const isWanted = this.#boundOf(this.#held.map(({ numbers }) => numbers.filter((number) => !Number.isNaN(number))));
    for (const { piece, rows, numbers } of this.#held) {
      piece.open();
      for (const [index, row] of rows.entries()) if (isWanted(numbers[index] ?? NaN)) piece.addRow(row);
    }
  }

  #operandOf(scan: StoreScan): Operand {
    const operand = this.#operands.get(scan) ?? compileOperand(this.#need.key, scan.columns, this.#context);
    this.#operands.set(scan, operand);
    return operand;
  }

  /** @returns Tells from its number whether a row can be among the first ones. */
  #boundOf(parts: readonly Float64Array[]): (number: number) => boolean {
    const { count, descending } = this.#need;
    const numbers = joined(parts);
    const othersCount = this.#held.reduce((sum, { rows }) => sum + rows.length, 0) - numbers.length;
    if (descending) {
      if (numbers.length < count) return () => true;
      const least = selectByRank(numbers, numbers.length - count);
      return (number) => number >= least;
    }
    if (othersCount >= count) return Number.isNaN;
    if (othersCount + numbers.length < count) return () => true;
    const most = selectByRank(numbers, count - othersCount - 1);
    return (number) => !(number > most);
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
