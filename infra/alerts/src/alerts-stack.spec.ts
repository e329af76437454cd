import { synthesizeForSpec } from '@pulso/infra/constructs';
import { type AlertSettings, knownStages } from '@pulso/infra/stages';

import { AlertsStack } from './alerts-stack';

const synthesize = (alerts: AlertSettings) =>
  synthesizeForSpec((app) => new AlertsStack(app, { settings: { ...knownStages.local, alerts } }));

const stack = synthesize(knownStages.local.alerts);

describe('AlertsStack', () => {
  it('mails every address, even if addresses have the same letters', () => {
    const { resources } = synthesize({ emails: ['a.b@example.com', 'ab@example.com'] });

    expect(resources('aws_sns_topic')).toMatchObject([{ name: 'pulso-local-alerts' }]);
    expect(resources('aws_sns_topic_subscription').map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual(
      expect.arrayContaining([
        ['email', 'a.b@example.com'],
        ['email', 'ab@example.com'],
      ]),
    );
  });

  it('lets only alarms of this account and stage publish', () => {
    const [policy] = stack.resources('aws_sns_topic_policy');

    expect(JSON.parse(String(policy?.['policy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: expect.stringMatching(/:pulso-local-alerts$/),
          Condition: {
            StringEquals: { 'aws:SourceAccount': expect.stringMatching(/caller_identity/) },
            ArnLike: { 'aws:SourceArn': expect.stringMatching(/:cloudwatch:.*:alarm:pulso-local-\*$/) },
          },
        },
      ],
    });
  });

  it('has a budget if the stage names one, which mails the same addresses', () => {
    const { resources } = synthesize({ emails: ['a@example.com'], monthlyBudgetUsd: 20 });

    expect(stack.resources('aws_budgets_budget')).toHaveLength(0);
    expect(resources('aws_budgets_budget')).toMatchObject([
      {
        name: 'pulso-local-monthly',
        limit_amount: '20',
        notification: [
          { notification_type: 'ACTUAL', threshold: 80, subscriber_email_addresses: ['a@example.com'] },
          { notification_type: 'FORECASTED', threshold: 100 },
        ],
      },
    ]);
  });

  it('rings if the scheduler fails several times', () => {
    expect(stack.resources('aws_cloudwatch_metric_alarm')).toMatchObject([
      {
        alarm_name: 'pulso-local-schedule-errors',
        namespace: 'AWS/Scheduler',
        metric_name: 'TargetErrorCount',
        dimensions: { ScheduleGroup: 'default' },
        threshold: 3,
      },
    ]);
  });

  it('sorts the log groups of a saved query', () => {
    const lists = stack
      .resources('aws_cloudwatch_query_definition')
      .map((query) => query['log_group_names'] as string[]);

    expect(Math.max(...lists.map(({ length }) => length))).toBeGreaterThan(1);
    for (const names of lists) expect(names).toEqual([...names].sort());
  });
});
