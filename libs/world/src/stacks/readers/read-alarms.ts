import { type AlarmDefinition, type MetricExpressionDefinition, type MetricStatDefinition } from '../alarm-definitions';
import { type Arguments } from '../arguments';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];

/** Defaults are those of CloudWatch. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const readAlarms = (resources: readonly ResolvedResource[]): Located<AlarmDefinition>[] =>
  readAll(resources, 'aws_cloudwatch_metric_alarm', (parameters, resource) => {
    parameters.allowOnly('actions_enabled', true);
    parameters.allowOnly('comparison_operator', ...comparisons);
    const evaluationPeriods = parameters.optionalNumber('evaluation_periods') ?? 1;
    const alarm: AlarmDefinition = {
      name: parameters.text('alarm_name'),
      arn: arnIn(resource),
      description: parameters.optionalText('alarm_description') ?? '',
      ...readQueries(parameters),
      evaluationPeriods,
      datapointsToAlarm: parameters.optionalNumber('datapoints_to_alarm') ?? evaluationPeriods,
      comparison: parameters.text('comparison_operator'),
      threshold: parameters.optionalNumber('threshold') ?? parameters.fail('threshold', 'a number'),
      treatMissingData: readTreatment(parameters),
      warmUpMinutes: readWarmUp(parameters),
      alarmActions: parameters.texts('alarm_actions'),
      okActions: parameters.texts('ok_actions'),
    };
    parameters.refuseOthers();
    return alarm;
  });

function readTreatment(parameters: Arguments): AlarmDefinition['treatMissingData'] {
  const treatment = parameters.optionalText('treat_missing_data') ?? 'missing';
  switch (treatment) {
    case 'breaching':
    case 'ignore':
    case 'missing':
    case 'notBreaching':
      return treatment;
    default:
      return parameters.fail('treat_missing_data', 'breaching, notBreaching, ignore or missing');
  }
}

function readWarmUp(parameters: Arguments): number {
  const warmUp = parameters.block('warm_up_configuration');
  const minutes = warmUp?.optionalNumber('warm_up_period_duration_in_minutes') ?? 0;
  warmUp?.allowOnly('only_start_evaluating_after_warm_up_period_ends', false);
  warmUp?.refuseOthers();
  return minutes;
}

function readQueries(parameters: Arguments): Pick<AlarmDefinition, 'periodSeconds' | 'queries' | 'watchedId'> {
  const blocks = parameters.blocks('metric_query');
  if (blocks.length === 0) return { ...readMetric(parameters, 'm1'), watchedId: 'm1' };
  const read = blocks.map(readQuery);
  const [watched, ...others] = read.filter(({ isWatched }) => isWatched);
  const periods = new Set(read.flatMap(({ periodSeconds }) => periodSeconds ?? []));
  const [periodSeconds] = periods;
  if (!watched || others.length > 0) return parameters.fail('metric_query', 'blocks of which one returns data');
  if (periodSeconds === undefined || periods.size > 1) {
    return parameters.fail('metric_query', 'blocks of metrics with one common period');
  }
  return { queries: read.map(({ query }) => query), watchedId: watched.query.id, periodSeconds };
}

interface ReadQuery {
  readonly query: MetricStatDefinition | MetricExpressionDefinition;
  readonly isWatched: boolean;
  readonly periodSeconds?: number;
}

function readQuery(block: Arguments): ReadQuery {
  const id = block.text('id');
  const isWatched = block.flag('return_data');
  const expression = block.optionalText('expression');
  const metric = block.block('metric');
  const { queries = [], periodSeconds } = metric ? readMetric(metric, id) : {};
  metric?.refuseOthers();
  block.refuseOthers('label');
  const [query] = expression === undefined ? queries : [{ id, expression }];
  if (!query) return block.fail('metric', 'there where no expression is');
  return { query, isWatched, ...(periodSeconds !== undefined && { periodSeconds }) };
}

function readMetric(
  parameters: Arguments,
  id: string,
): { readonly queries: readonly MetricStatDefinition[]; readonly periodSeconds: number } {
  const statistic =
    parameters.optionalText('statistic') ??
    parameters.optionalText('extended_statistic') ??
    parameters.optionalText('stat') ??
    parameters.fail('statistic', 'a text');
  const periodSeconds = parameters.optionalNumber('period') ?? parameters.fail('period', 'a number');
  // Shorter ones are for metrics of high resolution, which the local cloud does not keep.
  if (periodSeconds < 60 || periodSeconds % 60 !== 0) parameters.fail('period', 'a multiple of 60');
  const metric = {
    namespace: parameters.text('namespace'),
    name: parameters.text('metric_name'),
    dimensions: parameters.textMap('dimensions'),
  };
  return { queries: [{ id, metric, statistic }], periodSeconds };
}
