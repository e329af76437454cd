import { readReportUpdate } from '@pulso/contracts/report-updates';
import { type ParseConfig, synthesizeForSpec, unreadVariables } from '@pulso/infra/constructs';
import { type StageSettings, knownStages } from '@pulso/infra/stages';

import { NotifierStack, lazyFiles } from './notifier-stack';

const synthesize = (overrides: Partial<StageSettings> = {}) =>
  synthesizeForSpec(
    (app, packageFolder) => new NotifierStack(app, { settings: { ...knownStages.local, ...overrides }, packageFolder }),
    lazyFiles,
  );

const stack = synthesize();

describe('NotifierStack', () => {
  it('sets exactly the variables that the app reads', () => {
    const { parseConfig } = jest.requireActual<{ parseConfig: ParseConfig }>('../../../apps/notifier/src/config');

    for (const each of [stack, synthesize({ mail: { from: 'reports@example.com', configurationSetName: 'pulso' } })])
      expect(unreadVariables(each, parseConfig)).toEqual([]);
  });

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
        point_in_time_recovery: { enabled: true },
      },
    ]);
  });

  it('gets only names and addresses', () => {
    const [notifier] = stack.resources('aws_lambda_function');

    expect(notifier).toMatchObject({
      environment: {
        variables: {
          DELIVERIES_TABLE_NAME: expect.stringMatching(/aws_dynamodb_table\.deliveries_table_\w+\.name/),
          REPORT_UPDATES_QUEUE_URL: expect.stringMatching(/aws_sqs_queue\.updates_queue_\w+\.url/),
          BOT_TOKEN_PARAMETER: '/pulso/local/bot-token',
          TELEGRAM_API_ROOT: 'https://api.telegram.org',
          WEBHOOK_PARAMETER_PREFIX: '/pulso/local/webhook-',
          BOT_FUNCTION_NAME: 'pulso-local-bot',
          MAIL_FROM: 'Pulso <reports@example.com>',
          MAIL_UNSUBSCRIBE: 'mailto:reports@example.com?subject=unsubscribe',
        },
      },
    });
  });

  it('may read only the bot token and its webhooks', () => {
    const resources = stack.statements.filter(({ Action }) => Action.includes('ssm:GetParameters'));

    expect(resources.map(({ Resource }) => Resource)).toEqual([
      [expect.stringMatching(/:parameter\/pulso\/local\/bot-token$/)],
      [expect.stringMatching(/:parameter\/pulso\/local\/webhook-team-chat$/)],
    ]);
    expect(stack.resources('aws_ssm_parameter').map(({ name }) => name)).toEqual(['/pulso/local/webhook-team-chat']);
  });

  it('checks the webhook twelve times a day, not at its deployment, by a message that it can read', () => {
    const [schedule] = stack.resources('aws_scheduler_schedule');
    const { input } = schedule?.['target'] as { input: string };

    expect(schedule).toMatchObject({ name: 'pulso-local-webhook-check', schedule_expression: 'cron(50 0/2 * * ? *)' });
    expect(readReportUpdate(JSON.parse(input))).toEqual({ schemaVersion: 1, type: 'webhook-check' });
  });

  it("may ask Lambda only for the bot's address", () => {
    const lambda = stack.statements.filter(({ Action }) => Action.some((action) => action.startsWith('lambda:')));

    expect(lambda).toMatchObject([
      { Action: ['lambda:GetFunctionUrlConfig'], Resource: [expect.stringMatching(/:function:pulso-local-bot$/)] },
    ]);
  });

  it('keeps ringing between two checks that find the bot unreachable', () => {
    const alarms = stack.resources('aws_cloudwatch_metric_alarm');

    expect(alarms.find(({ alarm_name }) => alarm_name === 'pulso-local-notifier-bot-unreachable')).toMatchObject({
      threshold: 1,
      period: 3_600,
      treat_missing_data: 'notBreaching',
    });
  });

  it('may send mails from only one address', () => {
    const mails = stack.statements.filter(({ Action }) => Action.some((action) => action.startsWith('ses:')));

    expect(mails).toMatchObject([
      {
        Action: ['ses:SendRawEmail'],
        Resource: [
          expect.stringMatching(/:identity\/reports@example\.com$/),
          expect.stringMatching(/:identity\/example\.com$/),
        ],
        Condition: { StringEquals: { 'ses:FromAddress': 'reports@example.com' } },
      },
    ]);
  });

  it('may send no mails and has no sender without a mail destination', () => {
    const without = synthesize({ destinations: {} });

    const [notifier] = without.resources('aws_lambda_function');
    expect(without.statements.map(({ Sid }) => Sid)).not.toEqual(expect.arrayContaining(['SendMails', 'ReadWebhooks']));
    expect(JSON.stringify(notifier)).not.toContain('MAIL_');
  });

  it('has no action and no resource without a limit', () => {
    expect(stack.statements.flatMap(({ Action, Resource }) => [...Action, ...Resource])).not.toContain('*');
  });

  it('has an alarm for every silent failure', () => {
    expect(stack.resources('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => alarm_name)).toEqual([
      'pulso-local-notifier-bot-unreachable',
      'pulso-local-notifier-chart-not-drawn',
      'pulso-local-notifier-delivery-delayed',
      'pulso-local-notifier-delivery-ended',
      'pulso-local-notifier-delivery-unanswered',
      'pulso-local-notifier-duration',
      'pulso-local-notifier-errors',
      'pulso-local-notifier-report-text-rejected',
      'pulso-local-notifier-run-not-started',
      'pulso-local-notifier-throttles',
      'pulso-local-report-updates-age',
      'pulso-local-report-updates-dlq',
    ]);
  });

  it('counts complete scheduled reports, by report', () => {
    const filters = stack.resources('aws_cloudwatch_log_metric_filter');

    expect(filters.find(({ name }) => name === 'pulso-local-notifier-report-delivered')).toMatchObject({
      pattern: '{ ($.event = "report-delivered") && ($.trigger = "schedule") && ($.state = "complete") }',
      metric_transformation: {
        name: 'ReportDelivered',
        namespace: 'Pulso/local',
        value: '1',
        dimensions: { ReportId: '$.reportId' },
      },
    });
  });

  it('leaves loop detection to Lambda: messages to its own queue are not sent again', () => {
    expect(stack.resources('aws_lambda_function_recursion_config')).toEqual([]);
  });
});
