import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { type ParseConfig, synthesizeForSpec, unreadVariables } from '@pulso/infra/constructs';
import { type StageSettings, knownStages } from '@pulso/infra/stages';

import { QueryWorkerStack } from './query-worker-stack';

const synthesize = (overrides: Partial<StageSettings> = {}) =>
  synthesizeForSpec((app, packageFolder) => {
    const settings = { ...knownStages.local, ...overrides };
    return new QueryWorkerStack(app, { settings, packageFolder });
  });

describe('QueryWorkerStack', () => {
  it('sets exactly the variables that the app reads', () => {
    const { parseConfig } = jest.requireActual<{ parseConfig: ParseConfig }>('../../../apps/query-worker/src/config');

    expect(unreadVariables(synthesize(), parseConfig)).toEqual([]);
  });

  it('owns the queue of jobs and consumes it with a limited concurrency', () => {
    const stack = synthesize();

    expect(stack.resources('aws_sqs_queue').map(({ name }) => name)).toEqual([
      'pulso-local-query-jobs-dlq',
      'pulso-local-query-jobs',
    ]);
    expect(stack.resources('aws_lambda_event_source_mapping')).toMatchObject([
      { batch_size: 5, scaling_config: { maximum_concurrency: 20 } },
    ]);
  });

  it("moves a message to the dead-letter queue after the worker's last receive", () => {
    const [, queue] = synthesize().resources('aws_sqs_queue');

    expect(JSON.parse(String(queue?.['redrive_policy']))).toMatchObject({
      maxReceiveCount: queryJobsDelivery.maxReceiveCount,
    });
  });

  it("may query only the bot's log group and those that the stage names", () => {
    const { statements } = synthesize({ foreignLogGroups: ['/aws/lambda/other-bot'] });

    expect(statements.find(({ Action }) => Action.includes('logs:StartQuery'))?.Resource).toEqual([
      expect.stringMatching(/:log-group:\/aws\/lambda\/pulso-local-bot:\*$/),
      expect.stringMatching(/:log-group:\/aws\/lambda\/other-bot:\*$/),
    ]);
  });

  it('may read the retention of every log group, which the API lists by a prefix', () => {
    const { statements } = synthesize();

    expect(statements.find(({ Action }) => Action.includes('logs:DescribeLogGroups'))?.Resource).toEqual([
      expect.stringMatching(/:log-group:\*:\*$/),
    ]);
  });

  it('uses the resource "*" only if the API carries only a query id', () => {
    const unlimited = synthesize().statements.filter(({ Resource }) => Resource.includes('*'));

    expect(unlimited.map(({ Action }) => Action)).toEqual([['logs:GetQueryResults', 'logs:StopQuery']]);
  });

  it('has alarms for the causes of late reports', () => {
    expect(
      synthesize()
        .resources('aws_cloudwatch_metric_alarm')
        .map(({ alarm_name }) => alarm_name),
    ).toEqual([
      'pulso-local-query-worker-duration',
      'pulso-local-query-worker-errors',
      'pulso-local-query-jobs-age',
      'pulso-local-query-jobs-dlq',
      'pulso-local-query-worker-throttles',
    ]);
  });

  it('may re-enqueue jobs in its own queue, and send outcomes', () => {
    const sending = synthesize().statements.filter(({ Action }) => Action.includes('sqs:SendMessage'));

    expect(sending.map(({ Resource }) => Resource)).toEqual([
      [expect.stringMatching(/:pulso-local-query-jobs$/)],
      [expect.stringMatching(/:pulso-local-run-events$/)],
    ]);
  });

  it('leaves loop detection to Lambda: a job is re-enqueued a few times at most', () => {
    expect(synthesize().resources('aws_lambda_function_recursion_config')).toEqual([]);
  });
});
