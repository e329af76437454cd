import { alarmedEvents } from '@pulso/contracts/naming';

import { AwsLimitError } from '@pulso/infra/constructs/stack';
import { LogEventAlarm } from './log-event-alarm';
import { PulsoStack } from '@pulso/infra/constructs/stack';
import { ServiceFunction } from '@pulso/infra/constructs/functions';
import { synthesizeForSpec } from '@pulso/infra/constructs/stack';

const synthesize = ({ description = 'Do this.', alarmActionArns }: Overrides = {}) =>
  synthesizeForSpec((app, packageFolder) => {
    const settings = { stage: 'test', region: 'eu-west-1', logRetentionDays: 30, protectsData: false };
    const stack = new PulsoStack(app, 'thing', {
      settings: { ...settings, ...(alarmActionArns ? { alarmActionArns } : {}) },
    });
    const source = new ServiceFunction(stack, 'thing', {
      baseName: 'thing',
      packageFolder,
      timeoutSeconds: 10,
      environment: {},
    });
    new LogEventAlarm(stack, 'alarm', { source, event: alarmedEvents.runNotStarted, description });
    return stack;
  });

interface Overrides {
  readonly description?: string;
  readonly alarmActionArns?: readonly string[];
}

describe('LogEventAlarm', () => {
  it("counts the event in the function's log and rings at the first one", () => {
    const stack = synthesize();
    const [filter] = stack.resources('aws_cloudwatch_log_metric_filter');
    const [alarm] = stack.resources('aws_cloudwatch_metric_alarm');

    expect(filter).toMatchObject({
      log_group_name: expect.stringMatching(/aws_cloudwatch_log_group\.\w+\.name/),
      pattern: '{ ($.event = "run-not-started") && ($.level = "ERROR") }',
      metric_transformation: { name: 'thing-run-not-started', namespace: 'Pulso/test', value: '1' },
    });
    expect(alarm).toMatchObject({
      alarm_name: 'pulso-test-thing-run-not-started',
      metric_name: 'thing-run-not-started',
      namespace: 'Pulso/test',
      statistic: 'Sum',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
    });
  });

  it('tells whom the stage names', () => {
    const arn = 'arn:aws:sns:eu-west-1:000000000000:operators';
    const [alarm] = synthesize({ alarmActionArns: [arn] }).resources('aws_cloudwatch_metric_alarm');

    expect(alarm).toMatchObject({ alarm_actions: [arn] });
  });

  it('refuses a description that CloudWatch would refuse', () => {
    expect(() => synthesize({ description: 'x'.repeat(1_025) })).toThrow(AwsLimitError);
  });
});
