import { type ComparisonOperator } from '../syntax/expression';
import { type Condition, rowCost } from './condition';
import { type RowBatch } from './row-batch';

const operators: Readonly<Record<ComparisonOperator, readonly [less: number, equal: number, more: number]>> = {
  '=': [0, 1, 0],
  '!=': [1, 0, 1],
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '>': [0, 0, 1],
  '>=': [0, 1, 1],
};

/** `@timestamp` compared with a number. */
export class TimeCondition implements Condition {
  readonly #accepts: readonly number[];
  readonly #bound: number;
  readonly #otherwise: Condition;

  /** @param otherwise - The same condition for chunks with times that are no numbers of the language: infinite ones. */
  constructor(operator: ComparisonOperator, bound: number, otherwise: Condition) {
    this.#accepts = operators[operator];
    this.#bound = bound;
    this.#otherwise = otherwise;
  }

  costIn(): number {
    return rowCost.ofTime;
  }

  keep(batch: RowBatch): number {
    const { chunk, rows, count } = batch;
    const { minMs, maxMs, timestamps } = chunk;
    if (!Number.isFinite(minMs) || !Number.isFinite(maxMs)) return this.#otherwise.keep(batch);
    const bound = this.#bound;
    const [less = 0, equal = 0, more = 0] = this.#accepts;
    if (maxMs < bound) return less * count;
    if (minMs > bound) return more * count;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const epochMs = timestamps[row] ?? 0;
      rows[kept] = row;
      kept += epochMs < bound ? less : epochMs > bound ? more : equal;
    }
    return kept;
  }
}
