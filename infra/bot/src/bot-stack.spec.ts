import { type ParseConfig, synthesizeForSpec, unreadVariables } from '@pulso/infra/constructs';
import { type StageSettings, knownStages } from '@pulso/infra/stages';

import { BotStack, lazyFiles } from './bot-stack';

const synthesize = (settings: StageSettings = knownStages.local) =>
  synthesizeForSpec((app, packageFolder) => new BotStack(app, { settings, packageFolder }), lazyFiles);

const stack = synthesize();

const statement = (sid: string) => stack.statements.find(({ Sid }) => Sid === sid);

describe('BotStack', () => {
  it('sets exactly the variables that the app reads', () => {
    const { parseConfig } = jest.requireActual<{ parseConfig: ParseConfig }>('../../../apps/bot/src/config');

    for (const each of [
      stack,
      synthesize({ ...knownStages.local, bot: { ...knownStages.local.bot, commandSecrets: ['weather-key'] } }),
    ])
      expect(unreadVariables(each, parseConfig)).toEqual([]);
  });

  it('declares exactly the secrets of the team’s commands, which only the bot may read', () => {
    const settings = { ...knownStages.local, bot: { ...knownStages.local.bot, commandSecrets: ['weather-key'] } };
    const withSecret = synthesize(settings);

    const [bot] = withSecret.resources('aws_lambda_function');
    const names = withSecret.resources('aws_ssm_parameter').map(({ name }) => name);
    expect(names).toContain('/pulso/local/command-weather-key');
    expect(bot).toMatchObject({
      environment: { variables: { COMMAND_SECRET_PARAMETERS: '/pulso/local/command-weather-key' } },
    });
    expect(JSON.stringify(withSecret.statements.find(({ Sid }) => Sid === 'ReadSecrets'))).toContain(
      'command-weather-key',
    );
    expect(JSON.stringify(stack.resources('aws_lambda_function'))).not.toContain('COMMAND_SECRET');
  });

  it('gives the bot names of parameters, never a secret', () => {
    const [bot] = stack.resources('aws_lambda_function');

    expect(bot).toMatchObject({
      function_name: 'pulso-local-bot',
      timeout: 10,
      reserved_concurrent_executions: 50,
      environment: {
        variables: {
          USERS_TABLE_NAME: expect.stringMatching(/aws_dynamodb_table\.users_table_\w+\.name/),
          BOT_TOKEN_PARAMETER: expect.stringMatching(/aws_ssm_parameter\.bot-token_parameter_\w+\.name/),
          WEBHOOK_SECRETS_PARAMETER: expect.stringMatching(/aws_ssm_parameter\.webhook-secrets_parameter_\w+\.name/),
          PSEUDONYM_KEY_PARAMETER: expect.stringMatching(/aws_ssm_parameter\.pseudonym-key_parameter_\w+\.name/),
          DISPATCHER_FUNCTION_NAME: 'pulso-local-dispatcher',
          METRIC_NAMESPACE: 'Pulso/local',
          TELEGRAM_API_ROOT: 'https://api.telegram.org',
          BOT_ID: '7000000001',
          BOT_USERNAME: 'PulsoDemoBot',
          ADMIN_USER_IDS: '424242',
          LOG_RETENTION_DAYS: '60',
        },
      },
    });
    expect(stack.resources('aws_ssm_parameter')).toHaveLength(3);
    for (const parameter of stack.resources('aws_ssm_parameter')) expect(parameter).not.toHaveProperty('value');
  });

  it('has alarms for failures that people notice and for lost records', () => {
    expect(stack.resources('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => alarm_name)).toEqual([
      'pulso-local-bot-duration',
      'pulso-local-bot-errors',
      'pulso-local-bot-reply-unknown',
      'pulso-local-bot-run-start-unknown',
      'pulso-local-bot-throttles',
      'pulso-local-bot-update-given-up',
      'pulso-local-bot-url-4xx',
      'pulso-local-bot-url-5xx',
      'pulso-local-bot-usage-not-recorded',
      'pulso-local-bot-webhook-call-failed',
      'pulso-local-bot-webhook-unauthorized',
    ]);
  });

  it('rings for lasting calls without the secret and for one unanswered person, not for one lost answer', () => {
    const alarms = stack.resources('aws_cloudwatch_metric_alarm');
    const find = (name: string) => alarms.find(({ alarm_name }) => alarm_name === `pulso-local-bot-${name}`);

    expect(find('webhook-unauthorized')).toMatchObject({ threshold: 2, period: 300, evaluation_periods: 3 });
    expect(find('reply-unknown')).toMatchObject({ threshold: 5, period: 900, evaluation_periods: 1 });
    expect(find('update-given-up')).toMatchObject({ threshold: 1, period: 300 });
    expect(find('errors')).toMatchObject({ threshold: 1, period: 300, evaluation_periods: 1 });
    expect(find('url-5xx')).toMatchObject({ threshold: 10, period: 900, evaluation_periods: 1 });
    expect(find('duration')).toMatchObject({ metric_name: 'Duration', threshold: 8_000, statistic: 'Maximum' });
  });

  it('protects users, their records and the pseudonym key in a stage that protects data', () => {
    const settings = { ...knownStages.local, stage: 'kept', protectsData: true };
    const protectedStack = synthesize(settings);
    const kept = ['aws_dynamodb_table', 'aws_cloudwatch_log_group', 'aws_ssm_parameter']
      .flatMap((type) => protectedStack.resources(type))
      .filter((body) => body['lifecycle'] !== undefined);

    expect(kept.map(({ name }) => name)).toEqual([
      'pulso-kept-users',
      '/aws/lambda/pulso-kept-bot',
      '/pulso/kept/pseudonym-key',
    ]);
    expect(kept[0]).toMatchObject({ deletion_protection_enabled: true });
    expect(kept[1]).toMatchObject({ deletion_protection_enabled: true });
  });

  it('may access users, read three secrets, request runs and write logs, each on named resources', () => {
    expect(stack.statements.map(({ Sid }) => Sid)).toEqual(['WriteLogs', 'KnowUsers', 'ReadSecrets', 'RequestRuns']);
    expect(statement('ReadSecrets')).toMatchObject({ Action: ['ssm:GetParameters'] });
    expect(statement('ReadSecrets')?.Resource).toHaveLength(3);
    expect(statement('RequestRuns')?.Resource).toEqual([
      expect.stringMatching(/:lambda:.*:function:pulso-local-dispatcher$/),
    ]);
    expect(stack.statements.flatMap(({ Action, Resource }) => [...Action, ...Resource])).not.toContain('*');
  });
});
