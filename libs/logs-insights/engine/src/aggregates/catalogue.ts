import { type AggregateDefinition } from './aggregate-definition';
import { Count, CountDistinct } from './counts';
import { Extreme, SortExtreme, TimeExtreme } from './extremes';
import { Percentile } from './percentile';
import { Average, StandardDeviation, Sum, Variance } from './sums';

const median = 50;

const percentile: AggregateDefinition = {
  operandCount: [2, 2],
  parameter: { least: 0, most: 100 },
  start: (percent = median) => new Percentile(percent),
};

/**
 * Every aggregate function, by its name in lower case.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
 */
export const aggregateCatalogue: ReadonlyMap<string, AggregateDefinition> = new Map<string, AggregateDefinition>([
  ['count', { operandCount: [0, 1], start: () => new Count() }],
  ['count_distinct', { operandCount: [1, 1], start: () => new CountDistinct() }],
  ['sum', { operandCount: [1, 1], start: () => new Sum() }],
  ['avg', { operandCount: [1, 1], start: () => new Average() }],
  ['min', { operandCount: [1, 1], start: () => new Extreme(1) }],
  ['max', { operandCount: [1, 1], start: () => new Extreme(-1) }],
  ['pct', percentile],
  ['percentile', percentile],
  // The middle number, of an even count the lower of the two (unverified).
  ['median', { operandCount: [1, 1], start: () => new Percentile(median) }],
  ['stddev', { operandCount: [1, 1], start: () => new StandardDeviation() }],
  ['variance', { operandCount: [1, 1], start: () => new Variance() }],
  ['earliest', { operandCount: [1, 1], readsTimestamp: true, readsOrder: true, start: () => new TimeExtreme(1) }],
  ['latest', { operandCount: [1, 1], readsTimestamp: true, readsOrder: true, start: () => new TimeExtreme(-1) }],
  ['sortsfirst', { operandCount: [1, 1], start: () => new SortExtreme(1) }],
  ['sortslast', { operandCount: [1, 1], start: () => new SortExtreme(-1) }],
]);
