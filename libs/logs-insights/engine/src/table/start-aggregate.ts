import { aggregateCatalogue } from '../aggregates/catalogue';
import { type AggregateCall } from '../syntax/expression';
import { AccumulatedState } from './accumulated-state';
import { type AggregateState } from './aggregate-state';
import { CountDistinctState } from './count-distinct-state';
import { CountState } from './count-state';
import { ExtremeState } from './extreme-state';
import { SumState } from './sum-state';

/** Aggregate functions to which a value of a group says nothing when it comes again in that group. */
const repetitionIgnoring: ReadonlySet<string> = new Set([
  'values',
  'collect_values',
  'min',
  'max',
  'sortsfirst',
  'sortslast',
]);

export const ignoresRepetition = (name: string): boolean => repetitionIgnoring.has(name);

/** Starts gathering for a call of an aggregate function. */
export function startAggregate({ name, parameter }: AggregateCall): AggregateState {
  const definition = aggregateCatalogue.get(name);
  const start = () => definition?.start(parameter) ?? { add: () => undefined, result: () => undefined };
  switch (name) {
    case 'count':
      return new CountState();
    case 'count_distinct':
      return new CountDistinctState();
    case 'sum':
    case 'avg':
      return new SumState(name === 'avg');
    case 'min':
    case 'sortsfirst':
      return new ExtremeState(start, 1);
    case 'max':
    case 'sortslast':
      return new ExtremeState(start, -1);
    default:
      return new AccumulatedState(start);
  }
}
