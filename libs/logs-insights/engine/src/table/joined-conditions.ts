import { type Condition } from './condition';
import { grownTo } from './grow-array';
import { type RowBatch } from './row-batch';
import { type TableChunk } from './table-chunk';

const cheapestFirst = (conditions: readonly Condition[], chunk: TableChunk): readonly Condition[] =>
  conditions.length < 2
    ? conditions
    : conditions
        .map((condition) => ({ condition, cost: condition.costIn(chunk) }))
        .sort((left, right) => left.cost - right.cost)
        .map(({ condition }) => condition);

const highestCost = (conditions: readonly Condition[], chunk: TableChunk): number =>
  Math.max(0, ...conditions.map((condition) => condition.costIn(chunk)));

/** True when all of several conditions are. */
export class EveryCondition implements Condition {
  readonly #conditions: readonly Condition[];

  constructor(conditions: readonly Condition[]) {
    this.#conditions = conditions;
  }

  costIn(chunk: TableChunk): number {
    return highestCost(this.#conditions, chunk);
  }

  keep({ chunk, rows, count }: RowBatch): number {
    let kept = count;
    for (const condition of cheapestFirst(this.#conditions, chunk)) {
      if (kept === 0) return 0;
      kept = condition.keep({ chunk, rows, count: kept });
    }
    return kept;
  }
}

/** True when one of several conditions is, or, negated, when none is. */
export class SomeCondition implements Condition {
  readonly #conditions: readonly Condition[];
  readonly #negated: boolean;
  #remaining = new Uint32Array(0);
  /** By row; 1 while it is known to fulfil a condition. */
  #isFound = new Uint8Array(0);

  constructor(conditions: readonly Condition[], negated = false) {
    this.#conditions = conditions;
    this.#negated = negated;
  }

  costIn(chunk: TableChunk): number {
    return highestCost(this.#conditions, chunk);
  }

  keep({ chunk, rows, count }: RowBatch): number {
    const isFound = grownTo(this.#isFound, chunk.rowCount);
    const remaining = grownTo(this.#remaining, count);
    this.#isFound = isFound;
    this.#remaining = remaining;
    let remainingCount = count;
    for (const condition of cheapestFirst(this.#conditions, chunk)) {
      remainingCount = withoutFound(rows, count, isFound, remaining);
      if (remainingCount === 0) break;
      const found = condition.keep({ chunk, rows: remaining, count: remainingCount });
      for (let index = 0; index < found; index += 1) isFound[remaining[index] ?? 0] = 1;
    }
    return keepMarked(rows, count, isFound, this.#negated ? 0 : 1);
  }
}

/** Writes the rows that are not marked to `remaining`. @returns How many they are. */
function withoutFound(rows: Uint32Array, count: number, isFound: Uint8Array, remaining: Uint32Array): number {
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] ?? 0;
    remaining[kept] = row;
    kept += 1 - (isFound[row] ?? 0);
  }
  return kept;
}

/** Keeps the rows with this mark, and clears all marks. */
function keepMarked(rows: Uint32Array, count: number, marks: Uint8Array, wanted: 0 | 1): number {
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] ?? 0;
    const mark = marks[row] ?? 0;
    marks[row] = 0;
    rows[kept] = row;
    kept += mark === wanted ? 1 : 0;
  }
  return kept;
}
