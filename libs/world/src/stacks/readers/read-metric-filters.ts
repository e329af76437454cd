import { type MetricFilterDefinition } from '../alarm-definitions';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, readAll } from './located';

export const readMetricFilters = (resources: readonly ResolvedResource[]): Located<MetricFilterDefinition>[] =>
  readAll(resources, 'aws_cloudwatch_log_metric_filter', (parameters) => {
    const transformation =
      parameters.block('metric_transformation') ?? parameters.fail('metric_transformation', 'a block');
    const filter: MetricFilterDefinition = {
      name: parameters.text('name'),
      logGroupName: parameters.text('log_group_name'),
      pattern: parameters.text('pattern'),
      metric: { namespace: transformation.text('namespace'), name: transformation.text('name') },
      value: transformation.text('value'),
      dimensions: transformation.textMap('dimensions'),
    };
    // A default value is a data point of its own, which the local cloud does not make.
    transformation.refuseOthers('unit');
    parameters.refuseOthers();
    return filter;
  });
