import { type AlarmDefinition } from '@pulso/world/stacks';
import * as z from 'zod/mini';

import { pageOf } from '../page-of';
import { parseInput } from '../parse-input';
import { AwsError, type ServiceCall } from '../service';
import { type AlarmStatus } from './watch-alarms';

const schema = z.object({
  AlarmNames: z.optional(z.array(z.string())),
  AlarmNamePrefix: z.optional(z.string()),
  AlarmTypes: z.optional(z.array(z.string())),
  StateValue: z.optional(z.string()),
  MaxRecords: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  NextToken: z.optional(z.string()),
});

/**
 * Shows the alarms.
 *
 * @throws {AwsError} ValidationError, InvalidNextToken. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export function describeAlarms(call: ServiceCall, statuses: readonly AlarmStatus[]): object {
  const input = parseInput(schema, call, 'ValidationError');
  const { AlarmNames: names, AlarmNamePrefix: prefix = '', AlarmTypes: types, StateValue: state } = input;
  const found = statuses.filter(
    ({ alarm, state: now }) =>
      (names?.includes(alarm.name) ?? true) &&
      alarm.name.startsWith(prefix) &&
      (state ?? now) === now &&
      (types?.includes('MetricAlarm') ?? true),
  );
  const { items, nextToken } = pageOf(
    found,
    { size: input.MaxRecords ?? 50, token: input.NextToken },
    () => new AwsError('InvalidNextToken', 'The token is invalid.'),
  );
  return {
    MetricAlarms: items.map(describe),
    CompositeAlarms: [],
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function describe({ alarm, state, reason, sinceMs }: AlarmStatus): object {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    ActionsEnabled: true,
    AlarmActions: alarm.alarmActions,
    OKActions: alarm.okActions,
    InsufficientDataActions: [],
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: sinceMs / 1_000,
    StateTransitionedTimestamp: sinceMs / 1_000,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData,
    ...describeQueries(alarm),
  };
}

function describeQueries({ queries, watchedId, periodSeconds }: AlarmDefinition): object {
  const [first, ...others] = queries.map((query) => {
    if (!('metric' in query)) return { Id: query.id, Expression: query.expression, ReturnData: query.id === watchedId };
    const { metric, statistic, id } = query;
    const stat = { Metric: metricOf(metric), Period: periodSeconds, Stat: statistic };
    return { Id: id, MetricStat: stat, ReturnData: id === watchedId };
  });
  if (others.length > 0 || !first?.MetricStat) return { Metrics: [first, ...others] };
  const { Metric, Stat, Period } = first.MetricStat;
  return { ...Metric, Period, Statistic: Stat };
}

const metricOf = ({ namespace, name, dimensions }: { namespace: string; name: string; dimensions: object }) => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: Object.entries(dimensions).map(([Name, Value]: [string, string]) => ({ Name, Value })),
});
