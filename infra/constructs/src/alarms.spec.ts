import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';

import { type Metric, grows, occurs, queueMetric, stageMetric, stops } from './alarm-condition';
import { Alarm, type AlarmProps, type WatchedEvent, watchEvents } from './alarms';
import { AwsLimitError } from './limits';
import { ServiceFunction } from './service-function';
import { synthesizeConstructs } from './synthesize-for-spec';

const metric: Metric = stageMetric('test', 'Things', { Kind: 'odd' });

const alarm = (overrides: Partial<AlarmProps> = {}) => {
  const stack = synthesizeConstructs((thing) => {
    new Alarm(thing, 'alarm', {
      baseName: 'thing-odd',
      harm: 'Nobody gets a thing.',
      firstCommand: 'ls',
      condition: occurs(metric),
      ...overrides,
    });
  });
  return stack.resources('aws_cloudwatch_metric_alarm')[0];
};

describe('Alarm', () => {
  it("notifies the stage's topic, which another stack owns, of begin and end", () => {
    const topic = [expect.stringMatching(/^arn:.*:sns:.*:pulso-test-alerts$/)];

    expect(alarm()).toMatchObject({ alarm_actions: topic, ok_actions: topic });
  });

  it('says what is wrong, what to type first, and where to read on', () => {
    expect(alarm()).toMatchObject({
      alarm_name: 'pulso-test-thing-odd',
      alarm_description: 'Nobody gets a thing.\nFirst: ls\nThen: docs/operations.md, "thing-odd".',
    });
  });

  it('rings at the first event, or after a number of them within a time', () => {
    const counted = { namespace: 'Pulso/test', metric_name: 'Things', dimensions: { Kind: 'odd' }, statistic: 'Sum' };

    expect(alarm()).toMatchObject({ ...counted, threshold: 1, period: 300, treat_missing_data: 'notBreaching' });
    expect(alarm({ condition: occurs(metric, { times: 20, withinMinutes: 15 }) })).toMatchObject({
      ...counted,
      threshold: 20,
      period: 900,
      evaluation_periods: 1,
    });
  });

  it('rings again for each growth, and has no period if its metrics have their own', () => {
    const growth = alarm({
      condition: grows({ visible: queueMetric('q', 'Visible'), hidden: queueMetric('q', 'Hidden') }),
    });

    expect(growth).toMatchObject({ evaluation_periods: 5, datapoints_to_alarm: 1, threshold: 1 });
    expect(growth).not.toHaveProperty('period');
    expect(growth).not.toHaveProperty('metric_name');
  });

  it('rings for missing data, and after the first deployment only when enough time has passed', () => {
    expect(alarm({ condition: stops(metric, { periodSeconds: 3_600, periodCount: 26 }) })).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      period: 3_600,
      evaluation_periods: 26,
      datapoints_to_alarm: 26,
      treat_missing_data: 'breaching',
      warm_up_configuration: { warm_up_period_duration_in_minutes: 1_560 },
    });
  });

  it('warms up for two days at most, the limit of CloudWatch', () => {
    expect(alarm({ condition: stops(metric, { periodSeconds: 3_600, periodCount: 74 }) })).toMatchObject({
      warm_up_configuration: { warm_up_period_duration_in_minutes: 2_880 },
    });
  });

  it.each<[string, Partial<AlarmProps>, RegExp]>([
    ['a description that is too long', { harm: 'x'.repeat(1_025) }, /description's length is \d+, .* 1 to 1024/],
    [
      'more than seven days',
      { condition: stops(metric, { periodSeconds: 3_600, periodCount: 169 }) },
      /periods of 3600 s is 169, .* 1 to 168/,
    ],
    [
      'more than a day of short periods',
      { condition: stops(metric, { periodSeconds: 300, periodCount: 289 }) },
      /periods of 300 s is 289, .* 1 to 288/,
    ],
  ])('refuses %s', (_case, overrides, message) => {
    expect(() => alarm(overrides)).toThrow(AwsLimitError);
    expect(() => alarm(overrides)).toThrow(message);
  });
});

const synthesizeWatched = (watched: WatchedEvent) =>
  synthesizeConstructs((stack, packageFolder) => {
    const source = new ServiceFunction(stack, 'thing', {
      baseName: 'thing',
      packageFolder,
      timeoutSeconds: 10,
      environment: {},
    });
    watchEvents(source, [watched]);
  });

describe('watchEvents', () => {
  it("counts errors of that name in the function's log and rings at the first one", () => {
    const stack = synthesizeWatched({ event: alarmedEvents.runNotStarted, harm: 'A report does not come.' });
    const [filter] = stack.resources('aws_cloudwatch_log_metric_filter');
    const [alarm] = stack.resources('aws_cloudwatch_metric_alarm');

    expect(filter).toMatchObject({
      log_group_name: expect.stringMatching(/aws_cloudwatch_log_group\.\w+\.name/),
      pattern: '{ ($.event = "run-not-started") && ($.level = "ERROR") }',
      metric_transformation: { name: 'thing-run-not-started', namespace: 'Pulso/test', value: '1' },
    });
    expect(filter?.['metric_transformation']).not.toHaveProperty('default_value');
    expect(alarm).toMatchObject({
      alarm_name: 'pulso-test-thing-run-not-started',
      alarm_description: expect.stringContaining(
        `aws logs tail /aws/lambda/pulso-test-thing --since 1h --filter-pattern '{ $.event = "run-not-started" }'`,
      ),
      metric_name: 'thing-run-not-started',
      namespace: 'Pulso/test',
      threshold: 1,
    });
  });

  it('counts lines of any level for a measured event', () => {
    const stack = synthesizeWatched({
      event: measuredEvents.webhookUnauthorized,
      harm: 'The bot may be deaf.',
      limit: { times: 20, withinMinutes: 5 },
    });

    expect(stack.resources('aws_cloudwatch_log_metric_filter')).toMatchObject([
      { pattern: '{ ($.event = "webhook-unauthorized") }' },
    ]);
    expect(stack.resources('aws_cloudwatch_metric_alarm')).toMatchObject([{ threshold: 20 }]);
  });
});
