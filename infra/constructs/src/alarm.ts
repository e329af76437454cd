import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

import { named, requireLimits, within } from './limits';
import { stackOf } from './pulso-stack';

export interface AlarmProps {
  /** Base name; the stage's prefix is added. */
  readonly baseName: string;
  /** What has happened and what to do, for whoever is woken by it. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodSeconds: number;
}

/** Rings as soon as there is one of what should never be, and stays silent while nothing is measured. */
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
      // No event, no data point; and SQS reports nothing about a queue that has been idle for hours.
      treatMissingData: 'notBreaching',
      alarmActions: [...(stack.settings.alarmActionArns ?? [])],
    });
  }
}
