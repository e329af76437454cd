import { neededRows } from '../execution/run-stages';
import { type Stage, type Step } from '../plan/query-plan';
import { type Expression } from '../syntax/expression';
import { type ResolvedSteps } from './resolve-steps';

/** Which of the matching events can have a row that the rest of the query makes something of. */
export type RowNeed =
  | { readonly type: 'all' }
  | { readonly type: 'newest'; readonly count: number }
  /** The first ones by a key that reads fields of events; of equal keys all. */
  | { readonly type: 'first'; readonly count: number; readonly key: Expression; readonly descending: boolean };

export interface RowLimits {
  /** No more rows are asked for of the stage. */
  readonly maxRows: number;
  /** Whether every time is a number to the language; infinite ones are not. */
  readonly hasFiniteTimes: boolean;
}

export function rowNeedOf(stage: Stage, steps: ResolvedSteps, { maxRows, hasFiniteTimes }: RowLimits): RowNeed {
  const { rest, resolve } = steps;
  const count = neededRows(stage, maxRows);
  if (count === Infinity || !rest.every(makesOneRow)) return { type: 'all' };
  const [sortKey, ...others] = stage.sortKeys;
  if (!sortKey) return { type: 'newest', count };
  const key = resolve(sortKey.item.expression);
  if (!key) return { type: 'all' };
  const { descending } = sortKey;
  // That is the order in which rows come anyway, and many queries ask for it.
  const isByTime = others.length === 0 && key.type === 'field' && key.name === '@timestamp';
  const isNewestFirst = isByTime && descending && hasFiniteTimes;
  return isNewestFirst ? { type: 'newest', count } : { type: 'first', count, key, descending };
}

/** @returns Whether a step makes exactly one row of each. */
export const makesOneRow = ({ type }: Step): boolean => type === 'define' || type === 'parse';
