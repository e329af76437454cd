import { neededRows } from '../engine/run-stages';
import { type Stage, type Step } from '../plan/query-plan';
import { type RowBatch } from './row-batch';

/**
 * Tells how many of the newest rows are enough for a stage that reads events.
 *
 * @param rest - What the stage still does with each row.
 * @returns Infinity where any row could matter.
 */
export const newestNeeded = (stage: Stage, rest: readonly Step[], maxRows: number): number =>
  rest.every(makesOneRow) && isNewestFirst(stage) ? neededRows(stage, maxRows) : Infinity;

/** @returns Whether a step makes exactly one row of each. */
export const makesOneRow = ({ type }: Step): boolean => type === 'define' || type === 'parse';

/** Rows come newest first unless they are sorted, and many queries ask for just that order. */
function isNewestFirst({ sortKeys, steps }: Stage): boolean {
  const [key, ...others] = sortKeys;
  if (!key) return true;
  const { expression } = key.item;
  const isByTime = expression.type === 'field' && expression.name === '@timestamp';
  return key.descending && others.length === 0 && isByTime && !steps.some((step) => makes(step, '@timestamp'));
}

function makes(step: Step, name: string): boolean {
  if (step.type === 'parse' || step.type === 'parse-all') return step.names.includes(name);
  return step.type !== 'filter' && step.name === name;
}

/** Keeps account of the rows taken, chunk by chunk, those with the newest events first. */
export class NewestRowsTaken {
  readonly #neededCount: number;
  #count = 0;
  #oldestMs = Infinity;

  constructor(neededCount: number) {
    this.#neededCount = neededCount;
  }

  /** @returns The place in the batch from which on rows can be among the newest. */
  firstWanted({ chunk, count }: RowBatch): number {
    if (this.#count >= this.#neededCount && chunk.maxMs < this.#oldestMs) return count;
    return chunk.isInTimeOrder ? Math.max(count - this.#neededCount, 0) : 0;
  }

  take(epochMs: number): void {
    this.#count += 1;
    this.#oldestMs = Math.min(this.#oldestMs, epochMs);
  }
}
