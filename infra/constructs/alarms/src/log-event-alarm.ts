import { CloudwatchLogMetricFilter } from '@cdktn/provider-aws/lib/cloudwatch-log-metric-filter';
import { type AlarmedEvent, metricNamespace } from '@pulso/contracts/naming';
import { Construct } from 'constructs';

import { Alarm } from './alarm';
import { stackOf } from '@pulso/infra/constructs/stack';
import { type ServiceFunction } from '@pulso/infra/constructs/functions';

export interface LogEventAlarmProps {
  readonly source: ServiceFunction;
  readonly event: AlarmedEvent;
  /** As for {@link Alarm}. */
  readonly description: string;
}

/**
 * Goes off when a service writes an event at level ERROR.
 *
 * The filter has no default value: without events it publishes no metric and costs nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class LogEventAlarm extends Construct {
  constructor(scope: Construct, id: string, { source, event, description }: LogEventAlarmProps) {
    super(scope, id);
    const stack = stackOf(this);
    const namespace = metricNamespace(stack.settings.stage);
    const metricName = `${stack.service}-${event}`;
    new CloudwatchLogMetricFilter(this, 'filter', {
      name: stack.nameOf(metricName),
      logGroupName: source.logGroupName,
      pattern: `{ ($.event = "${event}") && ($.level = "ERROR") }`,
      metricTransformation: { name: metricName, namespace, value: '1' },
    });
    new Alarm(this, 'count', {
      baseName: metricName,
      description,
      namespace,
      metricName,
      statistic: 'Sum',
      periodSeconds: 300,
    });
  }
}
