import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { ServiceFunction } from '../functions/service-function';
import { synthesizeConstructs } from '../stack/synthesize-for-spec';

import { type WatchedEvent, watchEvents } from './watch-events';

const synthesize = (watched: WatchedEvent) =>
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
    const stack = synthesize({ event: alarmedEvents.runNotStarted, harm: 'A report does not come.' });
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

  it('counts lines of any level where their number alone is alarming', () => {
    const stack = synthesize({
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
