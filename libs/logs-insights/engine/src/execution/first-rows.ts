import { type QueryContext } from '../functions/function-definition';
import { type SortKey } from '../syntax/command';
import { type RowOrder, compileOrder } from './order-rows';
import { type WritableRow } from './row';

/** So many rows beyond the limit are kept until they are sorted out: seldom enough to cost little, soon enough to need little memory. */
const spareRows = 10_000;

/** Collects rows and keeps the first of them in their order: the last one that is needed tells which others can't be. */
export class FirstRows {
  readonly #limit: number;
  readonly #order: RowOrder<WritableRow>;
  #rows: Sorted[] = [];
  #last: Sorted | undefined;

  /**
   * @param limit - How many are needed; Infinity for all.
   * @param sortKeys - Rows that they leave equal have the newest event first.
   */
  constructor(limit: number, sortKeys: readonly SortKey[], context: QueryContext) {
    this.#limit = limit;
    this.#order = compileOrder(sortKeys, context);
  }

  add(row: WritableRow): void {
    const added = this.#order.prepare(row);
    if (this.#last && this.#order.compare(added, this.#last) > 0) return;
    this.#rows.push(added);
    if (this.#rows.length < 2 * this.#limit + spareRows) return;
    this.#rows = this.#rows.sort(this.#order.compare).slice(0, this.#limit);
    this.#last = this.#rows.at(-1);
  }

  /** @returns The rows in their order; those beyond the limit are still among them, or gone. */
  all(): readonly WritableRow[] {
    return this.#rows.sort(this.#order.compare).map(({ row }) => row);
  }
}

type Sorted = ReturnType<RowOrder<WritableRow>['prepare']>;
