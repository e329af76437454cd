import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

import { named, requireLimits, within } from '@pulso/infra/constructs/stack';
import { stackOf } from '@pulso/infra/constructs/stack';

export interface AlarmProps {
  /** Base name; the stage's prefix is added. */
  readonly baseName: string;
  /** What has happened and what the operator does about it. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodSeconds: number;
}

/** Goes off at the first occurrence of something that must never happen; no data point counts as no occurrence. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(props.baseName);
    requireLimits(this, [
      named('its name', name, /^[ -~]+$/, 255),
      within("its description's length", props.description.length, { from: 1, to: 1_024 }),
      within('its period in minutes', props.periodSeconds / 60, { from: 1, to: 1_440 }),
    ]);
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metricName,
      ...(props.dimensions ? { dimensions: { ...props.dimensions } } : {}),
      statistic: props.statistic,
      period: props.periodSeconds,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      // A metric without events has no data points, and SQS publishes none for a queue that has been idle for hours.
      treatMissingData: 'notBreaching',
      alarmActions: [...(stack.settings.alarmActionArns ?? [])],
    });
  }
}
