import { readRunEvent } from '@pulso/contracts/run-events';
import { type ReportDefinition, catalogue } from '@pulso/domain/reports';
import { type ParseConfig, scheduledTimeAttribute, synthesizeForSpec, unreadVariables } from '@pulso/infra/constructs';
import { knownStages } from '@pulso/infra/stages';

import { AggregatorStack } from './aggregator-stack';

const settings = knownStages.local;
const synthesize = (reports: readonly ReportDefinition[]) =>
  synthesizeForSpec((app, packageFolder) => new AggregatorStack(app, { settings, packageFolder, catalogue: reports }));
const stack = synthesize(catalogue);

describe('AggregatorStack', () => {
  it('sets exactly the variables that the app reads', () => {
    const { parseConfig } = jest.requireActual<{ parseConfig: ParseConfig }>('../../../apps/aggregator/src/config');

    expect(unreadVariables(stack, parseConfig)).toEqual([]);
  });

  it('keeps runs in a table that can be restored, with an index for the sweep', () => {
    expect(stack.resources('aws_dynamodb_table')).toMatchObject([
      {
        name: 'pulso-local-runs',
        hash_key: 'pk',
        range_key: 'sk',
        ttl: { attribute_name: 'expiresAtSeconds', enabled: true },
        point_in_time_recovery: { enabled: true },
        global_secondary_index: [
          {
            name: 'by-state',
            key_schema: [
              { attribute_name: 'sweepState', key_type: 'HASH' },
              { attribute_name: 'sweepAtMs', key_type: 'RANGE' },
            ],
            projection_type: 'KEYS_ONLY',
          },
        ],
      },
    ]);
  });

  it('sweeps every five minutes with an event that the aggregator can read', () => {
    const [schedule] = stack.resources('aws_scheduler_schedule');
    const { input } = schedule?.['target'] as { input: string };

    const event = readRunEvent(JSON.parse(input.replace(scheduledTimeAttribute, '2026-11-25T12:35:00Z')));

    expect(schedule).toMatchObject({ schedule_expression: 'rate(5 minutes)' });
    expect(event).toEqual({ schemaVersion: 1, type: 'sweep', scheduledTime: '2026-11-25T12:35:00Z' });
  });

  it('consumes run events with the concurrency that the contract promises', () => {
    expect(stack.resources('aws_lambda_event_source_mapping')).toMatchObject([
      { batch_size: 10, scaling_config: { maximum_concurrency: 2 } },
    ]);
  });

  it('may access runs only as its protocol needs', () => {
    const actions = stack.statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('dynamodb:'));

    expect(new Set(actions)).toEqual(
      new Set(['GetItem', 'PutItem', 'UpdateItem', 'Query'].map((name) => `dynamodb:${name}`)),
    );
  });

  it('may query the index and publish updates; only the schedule sends to its queue', () => {
    const index = stack.statements.find(({ Sid }) => Sid === 'NominateForSweep');
    const sending = stack.statements.filter(({ Action }) => Action.includes('sqs:SendMessage'));

    expect(index?.Resource).toEqual([expect.stringMatching(/\/index\/by-state$/)]);
    expect(sending.map(({ Sid, Resource }) => [Sid, ...Resource])).toEqual([
      ['PublishUpdates', expect.stringMatching(/:pulso-local-report-updates$/)],
      ['ReachTarget', expect.stringMatching(/:pulso-local-run-events$/)],
    ]);
    expect(stack.statements.flatMap(({ Action, Resource }) => [...Action, ...Resource])).not.toContain('*');
  });

  it('has an alarm for every silent failure', () => {
    expect(stack.resources('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => alarm_name)).toEqual([
      'pulso-local-aggregator-duration',
      'pulso-local-aggregator-errors',
      'pulso-local-run-events-age',
      'pulso-local-run-events-dlq',
      'pulso-local-aggregator-no-requests',
      'pulso-local-aggregator-report-without-answers',
      'pulso-local-aggregator-run-without-plan',
      'pulso-local-aggregator-scheduled-run-missing',
      'pulso-local-aggregator-sweep-failed',
      'pulso-local-aggregator-sweep-missing',
      'pulso-local-aggregator-throttles',
    ]);
  });

  it('rings after half an hour without a sweep', () => {
    const alarms = stack.resources('aws_cloudwatch_metric_alarm');

    expect(alarms.find(({ alarm_name }) => alarm_name === 'pulso-local-aggregator-sweep-missing')).toMatchObject({
      namespace: 'Pulso/local',
      metric_name: 'SweepHeartbeat',
      period: 300,
      evaluation_periods: 6,
      treat_missing_data: 'breaching',
    });
  });

  it('tells the aggregator the schedules of reports, each expression once', () => {
    const [any] = catalogue as readonly [ReportDefinition];
    const { schedule: _, ...onRequest } = any;
    const report = (id: string, timezone: string) => ({
      ...onRequest,
      id,
      schedule: { cron: 'cron(0 8 * * ? *)', timezone },
    });
    const reports = [report('a', 'UTC'), report('b', 'Asia/Tokyo'), report('c', 'UTC'), { ...onRequest, id: 'd' }];
    const [aggregator] = synthesize(reports).resources('aws_lambda_function');

    expect(aggregator).toHaveProperty(
      'environment.variables.REPORT_SCHEDULES',
      '{"UTC":{"cron(0 8 * * ? *)":["a","c"]},"Asia/Tokyo":{"cron(0 8 * * ? *)":["b"]}}',
    );
  });
});
