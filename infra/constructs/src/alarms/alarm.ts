import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

import { named, requireLimits, within } from '../stack/limits';
import { stackOf } from '../stack/pulso-stack';
import { type AlarmCondition, maxSpanSeconds } from './alarm-condition';

export interface AlarmProps {
  /** Base name; the stage's prefix is added. The runbook has an entry of this name. */
  readonly baseName: string;
  /** What is wrong for users, in one or two sentences: what the person on call reads first. */
  readonly harm: string;
  /** What that person types first. */
  readonly firstCommand: string;
  readonly condition: AlarmCondition;
}

/** In another region nothing of the stage is found. The variable is exported for the commands within a command, too. */
const inRegion = (region: string, command: string): string =>
  command.startsWith('aws ') ? `export AWS_REGION=${region}; ${command}` : command;

/**
 * Tells the stage's operators when its condition begins to hold, and when it ends.
 *
 * A new alarm tells of its first state, too: it begins as INSUFFICIENT_DATA, and the change to OK is one. No argument
 * keeps that back.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/49773 for what that mails
 */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, { baseName, harm, firstCommand, condition }: AlarmProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(baseName);
    const command = inRegion(stack.settings.region, firstCommand);
    const description = `${harm}\nFirst: ${command}\nThen: docs/operations.md, "${baseName}".`;
    const { periodSeconds, periodCount } = condition;
    const maxPeriods = Math.floor(maxSpanSeconds(periodSeconds) / periodSeconds);
    requireLimits(this, [
      named('its name', name, /^[ -~]+$/, 255),
      within("its description's length", description.length, { from: 1, to: 1_024 }),
      within('its period in minutes', periodSeconds / 60, { from: 1, to: 1_440 }),
      within(`its number of periods of ${periodSeconds} s`, periodCount, { from: 1, to: maxPeriods }),
    ]);
    const topicArn = stack.alertsTopicArn();
    const { metricQuery } = condition.arguments;
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: description,
      ...condition.arguments,
      evaluationPeriods: periodCount,
      // Metrics of an expression have their period themselves.
      ...(metricQuery === undefined ? { period: periodSeconds } : {}),
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
