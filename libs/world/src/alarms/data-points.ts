import { type AlarmDefinition, type MetricStatDefinition } from '../stacks';

import { type Series, readMetricExpression } from './metric-expression';
import { type MetricStore } from './metric-store';

/** A statistic over the values of one period. */
type Statistic = (values: readonly number[]) => number;

const sum: Statistic = (values) => values.reduce((total, value) => total + value, 0);

/** By CloudWatch's names; each takes at least one value. */
export const statistics: Readonly<Record<string, Statistic>> = {
  Sum: sum,
  SampleCount: (values) => values.length,
  Average: (values) => sum(values) / values.length,
  Minimum: (values) => values.reduce((least, value) => Math.min(least, value)),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value)),
};

/** Gives the newest data points of what an alarm watches, up to a time. */
export type ReadDataPoints = (endMs: number, count: number) => Series;

/**
 * Gets ready to read what an alarm watches.
 *
 * @throws {RangeError} A statistic or an expression that is not imitated. Not retryable.
 */
export function createReadDataPoints(
  {
    name,
    queries,
    watchedId,
    periodSeconds,
  }: Pick<AlarmDefinition, 'name' | 'periodSeconds' | 'queries' | 'watchedId'>,
  store: Pick<MetricStore, 'readerOf'>,
): ReadDataPoints {
  const readers = new Map<string, ReadDataPoints>();
  const seriesOf = (id: string, endMs: number, count: number): Series => {
    const read = readers.get(id);
    if (!read) throw new RangeError(`${name}: there is no query "${id}"`);
    return read(endMs, count);
  };
  for (const query of queries) {
    if ('metric' in query) readers.set(query.id, readerOf(query, periodSeconds * 1_000, store));
    else {
      const calculate = readMetricExpression(query.expression);
      readers.set(query.id, (endMs, count) => calculate((id) => seriesOf(id, endMs, count)));
    }
  }
  const read: ReadDataPoints = (endMs, count) => seriesOf(watchedId, endMs, count);
  // An id that no query has is found now, and not when the alarm is first looked at.
  read(0, 1);
  return read;
}

function readerOf(
  { metric, statistic: name }: MetricStatDefinition,
  periodMs: number,
  store: Pick<MetricStore, 'readerOf'>,
): ReadDataPoints {
  const statistic = Object.hasOwn(statistics, name) ? statistics[name] : undefined;
  if (!statistic) throw new RangeError(`The statistic "${name}" is not imitated`);
  const valuesIn = store.readerOf(metric);
  return (endMs, count) =>
    Array.from({ length: count }, (_, index) => {
      const startMs = endMs - (count - index) * periodMs;
      const values = valuesIn(startMs, startMs + periodMs);
      return values.length === 0 ? undefined : statistic(values);
    });
}
