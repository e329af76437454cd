import { type Grouping } from '../plan/query-plan';
import { aggregatesOf } from '../plan/walk-expression';
import { type AggregateCall, type Expression } from '../syntax/expression';
import { type ResolvedSteps } from './resolve-steps';

/** What a `stats` reads of events: fields only, no names that were made before. */
export interface ResolvedGrouping {
  readonly grouping: Grouping;
  readonly keys: readonly Expression[];
  /** In the order in which they stand in the items. */
  readonly calls: readonly AggregateCall[];
}

/** @returns undefined when a part can't be put in terms of fields of events. */
export function resolveGrouping(grouping: Grouping, resolve: ResolvedSteps['resolve']): ResolvedGrouping | undefined {
  const keys = grouping.groups.map(({ expression }) => resolve(expression));
  const calls = grouping.items
    .flatMap(({ expression }) => aggregatesOf(expression))
    .map((call) => resolve(call))
    .map((call) => (call?.type === 'aggregate' ? call : undefined));
  const isResolved = [...keys, ...calls].every((part) => part !== undefined);
  return isResolved ? { grouping, keys: keys.filter(isPresent), calls: calls.filter(isPresent) } : undefined;
}

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;
