import { synthesizeForSpec } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';

import { NotifierStack, chartFiles } from './notifier-stack';

const settings = stageSettings('local');
const stack = synthesizeForSpec(
  (app, packageFolder) => new NotifierStack(app, { settings, packageFolder }),
  chartFiles,
);

describe('NotifierStack', () => {
  it('owns the queue of report updates and the table of deliveries', () => {
    expect(stack.resources('aws_sqs_queue').map(({ name }) => name)).toEqual([
      'pulso-local-report-updates-dlq',
      'pulso-local-report-updates',
    ]);
    expect(stack.resources('aws_dynamodb_table')).toMatchObject([
      {
        name: 'pulso-local-deliveries',
        hash_key: 'pk',
        range_key: 'sk',
        ttl: { attribute_name: 'expiresAtSeconds', enabled: true },
      },
    ]);
  });

  it('is given names and addresses only', () => {
    const [notifier] = stack.resources('aws_lambda_function');

    expect(notifier).toMatchObject({
      environment: {
        variables: {
          DELIVERIES_TABLE_NAME: 'pulso-local-deliveries',
          REPORT_UPDATES_QUEUE_URL: expect.stringMatching(/aws_sqs_queue\.updates_queue_\w+\.url/),
          BOT_TOKEN_PARAMETER: '/pulso/local/bot-token',
          TELEGRAM_API_ROOT: 'https://api.telegram.org',
        },
      },
    });
  });

  it('may read the bot token and no other secret', () => {
    const resources = stack.statements.filter(({ Action }) => Action.includes('ssm:GetParameters'));

    expect(resources.map(({ Resource }) => Resource)).toEqual([
      [expect.stringMatching(/:parameter\/pulso\/local\/bot-token$/)],
    ]);
  });

  it('has no action and no resource without a limit', () => {
    expect(stack.statements.flatMap(({ Action, Resource }) => [...Action, ...Resource])).not.toContain('*');
  });

  it('has an alarm for what would stay unnoticed otherwise', () => {
    expect(stack.resources('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => alarm_name)).toEqual([
      'pulso-local-notifier-delivery-ended',
      'pulso-local-notifier-report-text-rejected',
      'pulso-local-notifier-run-not-started',
      'pulso-local-report-updates-dlq',
    ]);
  });

  it('may put messages back into its own queue as often as it takes', () => {
    expect(stack.resources('aws_lambda_function_recursion_config')).toMatchObject([{ recursive_loop: 'Allow' }]);
  });
});
