import { CloudwatchLogMetricFilter } from '@cdktn/provider-aws/lib/cloudwatch-log-metric-filter';
import { type AlarmedEvent, type MeasuredEvent } from '@pulso/contracts/envelope';
import { type ServiceFunction } from '../functions/service-function';
import { stackOf } from '../stack/pulso-stack';

import { type Metric, stageMetric } from './metric';

export interface CountedEvents {
  readonly event: AlarmedEvent | MeasuredEvent;
  /** What else a line must have, by field. Default: nothing. */
  readonly where?: Readonly<Record<string, string>>;
  /** Default: service and event. */
  readonly metricName?: string;
  /** Names of dimensions, by the field of the line that has the value. Each value is a metric that costs. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/**
 * Counts log events of a service.
 *
 * The filter has no default value: without events it publishes no metric and costs nothing.
 *
 * @returns The metric, without values of its dimensions.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function countEvents(
  source: ServiceFunction,
  { event, where = {}, metricName, dimensions = {} }: CountedEvents,
): Metric {
  const stack = stackOf(source);
  const baseName = `${stack.service}-${event}`;
  const metric = stageMetric(stack.settings.stage, metricName ?? baseName);
  const conditions = Object.entries({ event, ...where }).map(([field, value]) => `($.${field} = "${value}")`);
  const fields = Object.entries(dimensions).map(([name, field]) => [name, `$.${field}`]);
  new CloudwatchLogMetricFilter(stack, `count-${event}`, {
    name: stack.nameOf(baseName),
    logGroupName: source.logGroupName,
    pattern: `{ ${conditions.join(' && ')} }`,
    metricTransformation: {
      name: metric.name,
      namespace: metric.namespace,
      value: '1',
      ...(fields.length > 0 ? { dimensions: Object.fromEntries(fields) } : {}),
    },
  });
  return metric;
}
