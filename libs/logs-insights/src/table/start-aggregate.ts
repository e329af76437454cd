import { aggregateCatalogue } from '../aggregates/catalogue';
import { type AggregateCall } from '../syntax/expression';
import { AccumulatedState } from './accumulated-state';
import { type AggregateState } from './aggregate-state';
import { CountState } from './count-state';
import { ExtremeState } from './extreme-state';
import { SumState } from './sum-state';

/** Starts gathering for a call of an aggregate function. */
export function startAggregate({ name, parameter }: AggregateCall): AggregateState {
  const definition = aggregateCatalogue.get(name);
  const start = () => definition?.start(parameter) ?? { add: () => undefined, result: () => undefined };
  switch (name) {
    case 'count':
      return new CountState();
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
