import { minuteMs } from '@pulso/kit/time';
import { type MetricName } from '../stacks';

/** One value of a metric. */
export interface MetricValue {
  readonly metric: MetricName;
  readonly value: number;
  /** Epoch ms. */
  readonly atMs: number;
}

/** The values of metrics, by the minute. */
export interface MetricStore {
  put(value: MetricValue): void;
  /** Prepares reading a metric in `[startMs, endMs)`, both whole minutes. */
  readerOf(metric: MetricName): (startMs: number, endMs: number) => readonly number[];
  /** Drops values before a time. */
  dropBefore(atMs: number): void;
}

export const startOfMinute = (atMs: number): number => Math.floor(atMs / minuteMs) * minuteMs;

/** Creates a store in memory. Not emulated: metrics of high resolution, units. */
export function createMetricStore(): MetricStore {
  /** By metric, then by the minute in which it lies, epoch ms. */
  const metrics = new Map<string, Map<number, number[]>>();
  const minutesOf = (metric: MetricName): Map<number, number[]> => {
    const key = metricKeyOf(metric);
    const minutes = metrics.get(key) ?? new Map<number, number[]>();
    metrics.set(key, minutes);
    return minutes;
  };
  return {
    put: ({ metric, value, atMs }) => {
      const minutes = minutesOf(metric);
      const startMs = startOfMinute(atMs);
      const values = minutes.get(startMs);
      if (values) values.push(value);
      else minutes.set(startMs, [value]);
    },
    readerOf: (metric) => {
      const minutes = minutesOf(metric);
      return (startMs, endMs) => {
        const found: number[] = [];
        if (minutes.size === 0) return found;
        for (let atMs = startMs; atMs < endMs; atMs += minuteMs) found.push(...(minutes.get(atMs) ?? []));
        return found;
      };
    },
    dropBefore: (atMs) => {
      for (const minutes of metrics.values()) {
        for (const startMs of minutes.keys()) if (startMs < atMs) minutes.delete(startMs);
      }
    },
  };
}

/** Two sets of dimensions make two metrics. */
const metricKeyOf = ({ namespace, name, dimensions }: MetricName): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1))]);

/** Statistics over the values of one period, at least one, by CloudWatch's names. */
export const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((total, value) => total + value, 0),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value)),
};
