import { type AlarmDefinition, type MetricStatDefinition } from '../stacks';

import { type MetricStore, statistics } from './metric-store';

/** Data points, one per period, oldest first; undefined: missing. */
export type Series = readonly (number | undefined)[];

/** Returns the newest data points of an alarm's metric, up to a time. */
export type ReadDataPoints = (endMs: number, count: number) => Series;

/** The parts of an alarm that name the source of its data points. */
export type WatchedQueries = Pick<AlarmDefinition, 'name' | 'periodSeconds' | 'queries' | 'watchedId'>;

/**
 * Prepares reading the data points of an alarm.
 *
 * @throws {RangeError} The statistic or expression is not emulated. Not retryable.
 */
export function createReadDataPoints(
  { name, queries, watchedId, periodSeconds }: WatchedQueries,
  store: Pick<MetricStore, 'readerOf'>,
): ReadDataPoints {
  const readers = new Map<string, ReadDataPoints>();
  const readerNamed = (id: string): ReadDataPoints => {
    const read = readers.get(id);
    if (!read) throw new RangeError(`${name}: there is no query "${id}"`);
    return read;
  };
  for (const query of queries) {
    const read =
      'metric' in query
        ? readerOf(query, periodSeconds * 1_000, store)
        : readExpression(query.expression, (id, endMs, count) => readerNamed(id)(endMs, count));
    readers.set(query.id, read);
  }
  const read = readerNamed(watchedId);
  // Finds an unknown id now instead of at the alarm's first evaluation.
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

/**
 * Reads the part of metric math that alarms of stacks use: ids, `+`, DIFF(...), and FILL(..., number).
 *
 * DIFF has no value if the previous one is missing, so none for the first period (unverified).
 *
 * @param seriesOf - By the id of a query.
 * @throws {RangeError} Anything else. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function readExpression(text: string, seriesOf: (id: string, endMs: number, count: number) => Series): ReadDataPoints {
  const tokens = text.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|\S/g) ?? [];
  let position = 0;
  const take = (pattern: RegExp): string => {
    const token = tokens[position] ?? '';
    if (!pattern.test(token)) throw new RangeError(`"${text}" is not imitated from "${token}" on`);
    position += 1;
    return token;
  };
  const readSum = (): ReadDataPoints => {
    const parts = [readOperand()];
    for (; tokens[position] === '+'; parts.push(readOperand())) take(/^\+$/);
    return (endMs, count) => parts.map((part) => part(endMs, count)).reduce(sumOf);
  };
  const readOperand = (): ReadDataPoints => {
    const name = take(/^([a-z]\w*|DIFF|FILL)$/);
    if (/^[a-z]/.test(name)) return (endMs, count) => seriesOf(name, endMs, count);
    take(/^\($/);
    const part = readSum();
    if (name === 'FILL') take(/^,$/);
    const filling = name === 'FILL' ? Number(take(/^\d/)) : undefined;
    take(/^\)$/);
    if (filling === undefined) return (endMs, count) => differencesIn(part(endMs, count));
    return (endMs, count) => part(endMs, count).map((value) => value ?? filling);
  };
  const whole = readSum();
  if (position < tokens.length) take(/^$/);
  return whole;
}

const joined = (left: number | undefined, right: number | undefined, sign: 1 | -1): number | undefined =>
  left === undefined || right === undefined ? undefined : left + sign * right;

const sumOf = (left: Series, right: Series): Series => left.map((value, index) => joined(value, right[index], 1));

const differencesIn = (series: Series): Series => series.map((value, index) => joined(value, series[index - 1], -1));
