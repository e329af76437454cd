import { knownDestinationSchema } from '@pulso/contracts/report-plan';
import { readRunRequest } from '@pulso/contracts/run-requests';
import { type ReportDefinition, catalogue, ownBot } from '@pulso/domain/reports';
import { type ParseConfig, scheduledTimeAttribute, synthesizeForSpec, unreadVariables } from '@pulso/infra/constructs';
import { type StageDestination, type StageSettings, knownStages } from '@pulso/infra/stages';
import * as z from 'zod/mini';

import { CatalogueMismatchError } from './check-catalogue';
import { DispatcherStack } from './dispatcher-stack';

const report = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id: 'weekly',
  title: { en: 'Weekly' },
  schedule: { cron: 'cron(0 8 ? * MON *)', timezone: 'Europe/Madrid' },
  window: { hours: 168, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

const synthesize = (reports: readonly ReportDefinition[], overrides: Partial<StageSettings> = {}) =>
  synthesizeForSpec((app, packageFolder) => {
    const settings = { ...knownStages.local, ...overrides };
    return new DispatcherStack(app, { settings, packageFolder, catalogue: reports });
  });

describe('DispatcherStack', () => {
  it('sets exactly the variables that the app reads', () => {
    const { parseConfig } = jest.requireActual<{ parseConfig: ParseConfig }>('../../../apps/dispatcher/src/config');

    expect(unreadVariables(synthesize(catalogue), parseConfig)).toEqual([]);
  });

  it('has one schedule per report that has one', () => {
    const schedules = synthesize([
      report(),
      report({ id: 'daily', schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' } }),
    ]).resources('aws_scheduler_schedule');

    expect(schedules).toMatchObject([
      {
        name: 'pulso-local-report-daily',
        schedule_expression: 'cron(30 12 * * ? *)',
        schedule_expression_timezone: 'UTC',
      },
      { name: 'pulso-local-report-weekly', schedule_expression_timezone: 'Europe/Madrid' },
    ]);
  });

  it('sends run requests that the dispatcher can read', () => {
    const [schedule] = synthesize([report()]).resources('aws_scheduler_schedule');
    const { input } = schedule?.['target'] as { input: string };

    const request = readRunRequest(JSON.parse(input.replace(scheduledTimeAttribute, '2026-11-25T12:30:00Z')));

    expect(request).toEqual({
      schemaVersion: 1,
      reportId: 'weekly',
      trigger: { type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' },
    });
  });

  it('tries a request for an hour, and tells the notifier if it fails for good', () => {
    const [config] = synthesize([report()]).resources('aws_lambda_function_event_invoke_config');

    expect(config).toMatchObject({
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 3_600,
      destination_config: { on_failure: { destination: expect.stringMatching(/:sqs:.*:pulso-local-report-updates$/) } },
    });
  });

  it('may send to three queues and write logs', () => {
    const { statements } = synthesize([]);

    expect(statements.map(({ Action, Resource }) => [Action, Resource.map((arn) => arn.split(':').at(-1))])).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], ['*']],
      [['sqs:SendMessage'], ['pulso-local-run-events']],
      [['sqs:SendMessage'], ['pulso-local-query-jobs']],
      [['sqs:SendMessage'], ['pulso-local-report-updates']],
    ]);
  });

  it('lets the scheduler try for an hour, as docs/operations.md says', () => {
    const [schedule] = synthesize([report()]).resources('aws_scheduler_schedule');

    expect(schedule).toMatchObject({
      target: { retry_policy: { maximum_event_age_in_seconds: 3_600, maximum_retry_attempts: 60 } },
    });
  });

  it('keeps requests that the scheduler could not deliver', () => {
    const stack = synthesize([report()]);
    const [schedule] = stack.resources('aws_scheduler_schedule');

    expect(stack.resources('aws_sqs_queue')).toMatchObject([{ name: 'pulso-local-report-schedules-dlq' }]);
    expect(schedule).toMatchObject({
      target: { dead_letter_config: { arn: expect.stringMatching(/:sqs:.*:pulso-local-report-schedules-dlq$/) } },
    });
    expect(stack.statements.find(({ Sid }) => Sid === 'KeepUndelivered')).toMatchObject({
      Action: ['sqs:SendMessage'],
      Resource: [expect.stringMatching(/:sqs:.*:pulso-local-report-schedules-dlq$/)],
    });
  });

  it('makes a schedule after the function that it invokes and the queue that keeps its requests', () => {
    const [schedule] = synthesize([report()]).resources('aws_scheduler_schedule');

    expect(schedule).toMatchObject({
      depends_on: [
        expect.stringMatching(/^aws_iam_role_policy\./),
        expect.stringMatching(/^aws_lambda_function\.dispatcher_/),
        expect.stringMatching(/^aws_sqs_queue\.undelivered_/),
      ],
    });
  });

  it('awaits each unconditional report that is due at least every seven days', () => {
    const daily = { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' };
    const stack = synthesize([
      report(),
      report({ id: 'daily', schedule: daily }),
      report({ id: 'alert', schedule: daily, onlyIf: { queryId: 'outcomes', above: 1 } }),
      report({ id: 'watch', schedule: daily, notifyOn: [{ queryId: 'use' }] }),
    ]);
    const alarms = stack.resources('aws_cloudwatch_metric_alarm');

    expect(alarms.filter(({ treat_missing_data }) => treat_missing_data === 'breaching')).toMatchObject([
      {
        alarm_name: 'pulso-local-report-daily-missing',
        namespace: 'Pulso/local',
        metric_name: 'ReportDelivered',
        dimensions: { ReportId: 'daily' },
        period: 3_600,
        evaluation_periods: 26,
        warm_up_configuration: { warm_up_period_duration_in_minutes: 1_560 },
      },
    ]);
  });

  it('has an alarm for lost requests', () => {
    expect(
      synthesize([])
        .resources('aws_cloudwatch_metric_alarm')
        .map(({ alarm_name }) => alarm_name),
    ).toEqual([
      'pulso-local-dispatcher-duration',
      'pulso-local-dispatcher-errors',
      'pulso-local-dispatcher-requests-dropped',
      'pulso-local-dispatcher-throttles',
      'pulso-local-report-schedules-dlq',
    ]);
  });

  it.each<[string, Partial<ReportDefinition>, RegExp]>([
    ['destinations', { destinations: 'nobody' }, /report "weekly" goes to "nobody", known destinations are owners/],
    ['inherited names as destinations', { destinations: 'toString' }, /goes to "toString"/],
    [
      'log groups',
      { logGroups: { type: 'named', names: ['/foreign'] } },
      /queries "\/foreign", which is not among foreignLogGroups/,
    ],
  ])('rejects a report with unknown %s', (_case, overrides, message) => {
    expect(() => synthesize([report(overrides)])).toThrow(CatalogueMismatchError);
    expect(() => synthesize([report(overrides)])).toThrow(message);
  });

  const owners = (...list: object[]) => ({ destinations: { owners: list as never } });
  const chat = { type: 'telegram', chatId: '-1', showsProgress: false };

  it.each<[string, Partial<StageSettings>, RegExp]>([
    ['of an unknown kind', owners({ type: 'emial' }), /stages\/src\/local\.ts: destinations\.owners\.0\.type is no/],
    ['in no format', owners(chat, { type: 'webhook', name: 'w', format: 'slak' }), /owners\.1\.format is "slak"/],
  ])('rejects destinations %s, which the function would reject or ignore', (_case, overrides, message) => {
    expect(() => synthesize([report()], overrides)).toThrow(CatalogueMismatchError);
    expect(() => synthesize([report()], overrides)).toThrow(message);
  });

  const variablesOf = (overrides: Partial<StageSettings>) => {
    const [dispatcher] = synthesize([], overrides).resources('aws_lambda_function');
    return (dispatcher?.['environment'] as { variables: Record<string, string> }).variables;
  };
  const chats = (...list: object[]) => list.map((overrides) => ({ ...chat, ...overrides }) as StageDestination);

  it('gives no buttons to a private chat with a person who is not an owner, unless the settings say so', () => {
    const destinations = {
      owners: chats({ chatId: '-7' }),
      readers: chats({ chatId: '424242' }, { chatId: '5' }, { chatId: '6', buttons: true }, { chatId: '@news' }),
    };

    expect(JSON.parse(variablesOf({ destinations })['REPORT_DESTINATIONS'] ?? '')).toEqual({
      owners: destinations.owners,
      readers: chats(
        { chatId: '424242' },
        { chatId: '5', buttons: false },
        { chatId: '6', buttons: true },
        { chatId: '@news' },
      ),
    });
  });

  it('takes 49 channels, and rejects more than the environment holds', () => {
    const channels = (count: number) =>
      chats(...Array.from({ length: count }, (_, index) => ({ chatId: `-100${1_234_567_890 + index}` })));

    expect(() => synthesize([], { destinations: { owners: channels(49) } })).not.toThrow();
    expect(() => synthesize([], { destinations: { owners: channels(60) } })).toThrow(
      /at most 4096 fit: REPORT_DESTINATIONS alone takes 4\d{3}\./,
    );
  });

  it.each([
    ['Asia/Tokyo', { TIME_ZONE: 'Asia/Tokyo' }],
    [undefined, {}],
  ])('tells the function the time zone %p of the stage', (timeZone, expected) => {
    const variables = variablesOf(timeZone === undefined ? {} : { timeZone });

    expect(Object.fromEntries(Object.entries(variables).filter(([name]) => name === 'TIME_ZONE'))).toEqual(expected);
  });

  it.each<[string, StageSettings]>(Object.entries(knownStages))(
    'fits the catalogue and the destination contract in stage %s',
    (_stage, settings) => {
      const destinations = z.record(z.string(), z.array(knownDestinationSchema)).parse(settings.destinations);

      expect(destinations).toEqual(settings.destinations);
      expect(settings.destinations['owners']).not.toHaveLength(0);
      expect(() => synthesize(catalogue, settings)).not.toThrow();
    },
  );
});
