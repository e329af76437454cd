import { type AggregateDefinition } from './aggregate-definition';
import { Count, CountDistinct } from './counts';
import { Extreme } from './extremes';
import { Average, Sum } from './sums';

/**
 * Every aggregate function there is, by its name in lower case.
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
]);
