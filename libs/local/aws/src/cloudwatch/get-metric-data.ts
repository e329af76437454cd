import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { AwsError, type ServiceCall } from '../service';
import { type MetricStore, statistics } from '@pulso/world/alarms';

const querySchema = z.object({
  Id: z.string().check(z.regex(/^[a-z]\w*$/), z.maxLength(255)),
  MetricStat: z.object({
    Metric: z.object({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: z.optional(z.array(z.object({ Name: z.string(), Value: z.string() }))),
    }),
    Period: z.int().check(z.multipleOf(60), z.positive()),
    Stat: z.string(),
  }),
  Label: z.optional(z.string()),
  ReturnData: z.optional(z.boolean()),
});

const schema = z.object({
  MetricDataQueries: z.array(querySchema).check(z.minLength(1), z.maxLength(500)),
  /** Epoch s. */
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.optional(z.enum(['TimestampAscending', 'TimestampDescending'])),
});

type MetricQuery = z.infer<typeof querySchema>;

/**
 * Reads data points of metrics. A period begins at a whole multiple of its length.
 *
 * @throws {AwsError} ValidationError. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function getMetricData(call: ServiceCall, store: Pick<MetricStore, 'readerOf'>): object {
  const input = parseInput(schema, call, 'ValidationError');
  const { MetricDataQueries: queries, StartTime, EndTime, ScanBy: order = 'TimestampDescending' } = input;
  if (StartTime >= EndTime) {
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  }
  return {
    MetricDataResults: queries
      .filter(({ ReturnData }) => ReturnData !== false)
      .map((query) => {
        const points = pointsOf(query, { startMs: StartTime * 1_000, endMs: EndTime * 1_000 }, store);
        if (order === 'TimestampDescending') points.reverse();
        return {
          Id: query.Id,
          Label: query.Label ?? query.MetricStat.Metric.MetricName,
          Timestamps: points.map(({ atMs }) => atMs / 1_000),
          Values: points.map(({ value }) => value),
          StatusCode: 'Complete',
        };
      }),
    Messages: [],
  };
}

function pointsOf(
  { MetricStat: { Metric, Period, Stat } }: MetricQuery,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  store: Pick<MetricStore, 'readerOf'>,
): { atMs: number; value: number }[] {
  const statistic = Object.hasOwn(statistics, Stat) ? statistics[Stat] : undefined;
  if (!statistic) throw new AwsError('ValidationError', `The local cloud does not imitate the statistic "${Stat}".`);
  const metric = {
    namespace: Metric.Namespace,
    name: Metric.MetricName,
    dimensions: Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
  };
  const periodMs = Period * 1_000;
  const valuesIn = store.readerOf(metric);
  const points: { atMs: number; value: number }[] = [];
  for (let atMs = Math.floor(startMs / periodMs) * periodMs; atMs < endMs; atMs += periodMs) {
    const values = valuesIn(atMs, atMs + periodMs);
    if (values.length > 0) points.push({ atMs, value: statistic(values) });
  }
  return points;
}
