import { AwsError } from '@pulso/world/aws';
import { type AlarmStatus, type MetricStore, statistics } from '@pulso/world/alarms';
import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { type ServiceCall } from '../service';

type Operation = (call: ServiceCall) => object;

const alarmsInput = z.object({
  AlarmNames: z.optional(z.array(z.string())),
  AlarmNamePrefix: z.optional(z.string()),
  AlarmTypes: z.optional(z.array(z.string())),
  StateValue: z.optional(z.string()),
});

/**
 * Shows the alarms, all on one page, and not the metrics that they watch.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export const describeAlarms =
  (statuses: () => readonly AlarmStatus[]): Operation =>
  (call) => {
    const input = parseInput(alarmsInput, call, 'ValidationError');
    const { AlarmNames: names, AlarmNamePrefix: prefix = '', AlarmTypes: types, StateValue: state } = input;
    const found = statuses().filter(
      ({ alarm, state: now }) =>
        (names?.includes(alarm.name) ?? true) &&
        alarm.name.startsWith(prefix) &&
        (state ?? now) === now &&
        (types?.includes('MetricAlarm') ?? true),
    );
    return { MetricAlarms: found.map(shown), CompositeAlarms: [] };
  };

const shown = ({ alarm, state, reason, sinceMs }: AlarmStatus): object => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description,
  ActionsEnabled: true,
  AlarmActions: alarm.alarmActions,
  OKActions: alarm.okActions,
  StateValue: state,
  StateReason: reason,
  StateUpdatedTimestamp: sinceMs / 1_000,
  Period: alarm.periodSeconds,
  EvaluationPeriods: alarm.evaluationPeriods,
  DatapointsToAlarm: alarm.datapointsToAlarm,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.treatMissingData,
});

const metricsInput = z.object({
  MetricDataQueries: z.array(
    z.object({
      Id: z.string(),
      MetricStat: z.object({
        Metric: z.object({
          Namespace: z.string(),
          MetricName: z.string(),
          Dimensions: z.optional(z.array(z.object({ Name: z.string(), Value: z.string() }))),
        }),
        Period: z.int().check(z.multipleOf(60), z.positive()),
        Stat: z.enum(Object.keys(statistics)),
      }),
    }),
  ),
  /** Epoch s. */
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.optional(z.literal('TimestampDescending')),
});

type MetricStat = z.infer<typeof metricsInput>['MetricDataQueries'][number]['MetricStat'];

/**
 * Reads data points of metrics, the newest first. A period begins at a whole multiple of its length.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export const getMetricData =
  (store: Pick<MetricStore, 'readerOf'>): Operation =>
  (call) => {
    const { MetricDataQueries: queries, StartTime, EndTime } = parseInput(metricsInput, call, 'ValidationError');
    if (StartTime >= EndTime) {
      throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
    }
    return {
      MetricDataResults: queries.map(({ Id, MetricStat }) => {
        const points = pointsOf(MetricStat, { startMs: StartTime * 1_000, endMs: EndTime * 1_000 }, store);
        return {
          Id,
          Label: MetricStat.Metric.MetricName,
          Timestamps: points.map(({ atMs }) => atMs / 1_000),
          Values: points.map(({ value }) => value),
          StatusCode: 'Complete',
        };
      }),
    };
  };

function pointsOf(
  { Metric, Period, Stat }: MetricStat,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  store: Pick<MetricStore, 'readerOf'>,
): { atMs: number; value: number }[] {
  const valuesIn = store.readerOf({
    namespace: Metric.Namespace,
    name: Metric.MetricName,
    dimensions: Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
  });
  const periodMs = Period * 1_000;
  const points: { atMs: number; value: number }[] = [];
  for (let atMs = Math.floor(startMs / periodMs) * periodMs; atMs < endMs; atMs += periodMs) {
    const values = valuesIn(atMs, atMs + periodMs);
    if (values.length > 0) points.unshift({ atMs, value: statistics[Stat]?.(values) ?? 0 });
  }
  return points;
}
