import { type CloudwatchMetricAlarmConfig } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm';

import { metricNamespace } from '@pulso/contracts/envelope';

/** What identifies a metric in CloudWatch, together with account and region. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetric = (functionName: string, name: string): Metric => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: functionName },
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const queueMetric = (queueName: string, name: string): Metric => ({
  namespace: 'AWS/SQS',
  name,
  dimensions: { QueueName: queueName },
});

/** A metric made of a service's log events. */
export const stageMetric = (stage: string, name: string, dimensions?: Metric['dimensions']): Metric => ({
  namespace: metricNamespace(stage),
  name,
  ...(dimensions ? { dimensions } : {}),
});

/** When an alarm goes off: one of {@link occurs}, {@link reaches}, {@link grows} and {@link stops}. */
export interface AlarmCondition {
  readonly periodSeconds: number;
  /** How many periods CloudWatch evaluates. */
  readonly periodCount: number;
  readonly arguments: Omit<CloudwatchMetricAlarmConfig, 'alarmName' | 'period' | 'evaluationPeriods'>;
}

const daySeconds = 86_400;

const isAtLeast = (threshold: number) => ({ comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold });

/** A count of events has no data points without events, and SQS publishes none for an idle queue. */
const noDataIsGood = { treatMissingData: 'notBreaching' };

const metricArguments = ({ namespace, name, dimensions }: Metric) => ({
  namespace,
  metricName: name,
  ...(dimensions ? { dimensions: { ...dimensions } } : {}),
});

export interface OccurrenceLimit {
  readonly times?: number;
  readonly withinMinutes?: number;
  readonly inARow?: number;
}

/**
 * Something happens that must not happen, or happens too often.
 *
 * @param limit - Rings after `times` events within `withinMinutes`, in each of `inARow` periods. Default: one event
 *   within five minutes, in one period.
 */
export function occurs(
  metric: Metric,
  { times = 1, withinMinutes = 5, inARow = 1 }: OccurrenceLimit = {},
): AlarmCondition {
  return {
    periodSeconds: withinMinutes * 60,
    periodCount: inARow,
    arguments: { ...metricArguments(metric), statistic: 'Sum', ...isAtLeast(times), ...noDataIsGood },
  };
}

/** The highest value of five minutes is at least this, in the metric's unit. */
export const reaches = (metric: Metric, value: number): AlarmCondition => ({
  periodSeconds: 300,
  periodCount: 1,
  arguments: { ...metricArguments(metric), statistic: 'Maximum', ...isAtLeast(value), ...noDataIsGood },
});

/**
 * There is more of something than a minute ago.
 *
 * An alarm on a level does not ring again while it is on. This one is on for five minutes after each growth, so that a
 * later growth rings again. Five minutes, because a data point may come late: until then its minute is filled with 0,
 * which is not growth, and an alarm on only the last minute would miss it.
 *
 * After minutes without data, the whole amount counts as growth. That rings for the first message in an inactive queue,
 * but also for old messages when data comes back: six hours after its last use a queue becomes inactive and publishes no
 * data until it is used, or its console page is opened. AWS calls a queue active "for up to six hours if it contains any
 * messages"; whether one with old messages becomes inactive is unverified. `FILL(m, REPEAT)` would not help: the alarm
 * evaluates a few minutes, which have nothing to repeat, and it would miss the first message.
 *
 * @param parts - Two metrics whose sum is the amount. A message that a consumer reads is not visible, but still there.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html for how far an alarm looks
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html for DIFF and FILL
 */
export function grows(parts: { readonly visible: Metric; readonly hidden: Metric }): AlarmCondition {
  const query = (id: string, { namespace, name, dimensions = {} }: Metric) => ({
    id,
    metric: { namespace, metricName: name, dimensions: { ...dimensions }, period: 60, stat: 'Maximum' },
  });
  return {
    periodSeconds: 60,
    periodCount: 5,
    arguments: {
      metricQuery: [
        query('visible', parts.visible),
        query('hidden', parts.hidden),
        {
          id: 'growth',
          expression: 'DIFF(FILL(visible, 0) + FILL(hidden, 0))',
          label: 'arrived within a minute',
          returnData: true,
        },
      ],
      datapointsToAlarm: 1,
      ...isAtLeast(1),
      ...noDataIsGood,
    },
  };
}

/** CloudWatch's longest warm-up, minutes. */
const maxWarmUpMinutes = 2_880;

/**
 * Something that should happen regularly has not happened for that long. Missing data is what rings.
 *
 * After its first deployment the alarm first waits that long, so it does not ring at once, but does ring if the first
 * event never comes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
 */
export function stops(
  metric: Metric,
  { periodSeconds, periodCount }: Pick<AlarmCondition, 'periodSeconds' | 'periodCount'>,
): AlarmCondition {
  return {
    periodSeconds,
    periodCount,
    arguments: {
      ...metricArguments(metric),
      statistic: 'Sum',
      datapointsToAlarm: periodCount,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
      warmUpConfiguration: {
        warmUpPeriodDurationInMinutes: Math.min(maxWarmUpMinutes, (periodSeconds * periodCount) / 60),
      },
    },
  };
}

/**
 * The maximum sum of an alarm's periods, seconds: a day, or seven days for periods of an hour or more.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const maxSpanSeconds = (periodSeconds: number): number => (periodSeconds < 3_600 ? daySeconds : 7 * daySeconds);
