import * as z from 'zod';

import { type AlarmDefinition, type MetricFilterDefinition } from './definitions';
import { type Located, readAll, textMap, texts } from './read-arguments';
import { type ResolvedResource } from './resolve-stack';
import { type Body, StackError } from './stack-file';

/** Shorter periods need high-resolution metrics, which the local cloud does not have. */
const period = z.number().multipleOf(60).min(60);

const metricShape = z.strictObject({
  namespace: z.string(),
  metric_name: z.string(),
  dimensions: textMap.default({}),
  period,
  stat: z.string(),
});

const alarmShape = {
  alarm_name: z.string(),
  alarm_description: z.string(),
  metric_query: z.array(
    z.strictObject({
      id: z.string(),
      expression: z.string().optional(),
      metric: metricShape.optional(),
      label: z.string().optional(),
      return_data: z.boolean().default(false),
    }),
  ),
  comparison_operator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  threshold: z.number(),
  evaluation_periods: z.number(),
  datapoints_to_alarm: z.number().optional(),
  treat_missing_data: z.enum(['breaching', 'notBreaching']),
  warm_up_configuration: z.strictObject({ warm_up_period_duration_in_minutes: z.number() }).optional(),
  alarm_actions: texts,
  ok_actions: texts,
};

export const readAlarms = (resources: readonly ResolvedResource[]): Located<AlarmDefinition>[] =>
  readAll(resources.map(withQueries), 'aws_cloudwatch_metric_alarm', alarmShape, (given, { arn, where }) => ({
    ...{ name: given.alarm_name, arn, description: given.alarm_description },
    ...queriesOf(given.metric_query, where),
    evaluationPeriods: given.evaluation_periods,
    datapointsToAlarm: given.datapoints_to_alarm ?? given.evaluation_periods,
    comparison: given.comparison_operator,
    threshold: given.threshold,
    treatMissingData: given.treat_missing_data,
    warmUpMinutes: given.warm_up_configuration?.warm_up_period_duration_in_minutes ?? 0,
    alarmActions: given.alarm_actions,
    okActions: given.ok_actions,
  }));

/** An alarm on a single metric has no query block; here it gets one. */
function withQueries(resource: ResolvedResource): ResolvedResource {
  const { namespace, metric_name, dimensions = {}, period: seconds, statistic, ...rest } = resource.body;
  if (statistic === undefined) return resource;
  const metric = { namespace, metric_name, dimensions, period: seconds, stat: statistic } as Body;
  return { ...resource, body: { ...rest, metric_query: [{ id: 'm1', return_data: true, metric }] } };
}

function queriesOf(
  blocks: z.output<typeof alarmShape.metric_query>,
  where: string,
): Pick<AlarmDefinition, 'periodSeconds' | 'queries' | 'watchedId'> {
  const [watched, ...others] = blocks.filter(({ return_data: isWatched }) => isWatched);
  const [periodSeconds, ...furtherPeriods] = new Set(blocks.flatMap(({ metric }) => metric?.period ?? []));
  if (!watched || others.length > 0) throw new StackError(where, 'not exactly one of its queries returns data');
  if (periodSeconds === undefined || furtherPeriods.length > 0) {
    throw new StackError(where, 'its metrics have no common period');
  }
  const queries = blocks.map(({ id, expression, metric }) => {
    if (expression !== undefined) return { id, expression };
    if (!metric) throw new StackError(where, `its query ${id} has neither an expression nor a metric`);
    const { namespace, metric_name: name, dimensions, stat: statistic } = metric;
    return { id, metric: { namespace, name, dimensions }, statistic };
  });
  return { queries, watchedId: watched.id, periodSeconds };
}

const filterShape = {
  name: z.string(),
  log_group_name: z.string(),
  pattern: z.string(),
  // A default value adds data points, which the local cloud does not do.
  metric_transformation: z.strictObject({
    ...{ name: z.string(), namespace: z.string(), value: z.string() },
    dimensions: textMap.default({}),
  }),
};

export const readMetricFilters = (resources: readonly ResolvedResource[]): Located<MetricFilterDefinition>[] =>
  readAll(resources, 'aws_cloudwatch_log_metric_filter', filterShape, (given) => {
    const { name, namespace, value, dimensions } = given.metric_transformation;
    return {
      ...{ name: given.name, logGroupName: given.log_group_name, pattern: given.pattern },
      ...{ metric: { namespace, name }, value, dimensions },
    };
  });
