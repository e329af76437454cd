import { BudgetsBudget } from '@cdktn/provider-aws/lib/budgets-budget';
import { CloudwatchDashboard } from '@cdktn/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchQueryDefinition } from '@cdktn/provider-aws/lib/cloudwatch-query-definition';
import { SnsTopic } from '@cdktn/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktn/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktn/provider-aws/lib/sns-topic-subscription';
import { alertsTopicName } from '@pulso/contracts/envelope';
import { Alarm, occurs, type PulsoApp, PulsoStack, type ServiceStackProps } from '@pulso/infra/constructs';
import { type AlertSettings } from '@pulso/infra/stages';
import { Construct } from 'constructs';

import { dashboardBody } from './dashboard';
import { type SavedQueryName, logGroupsOf, savedQueries } from './saved-queries';

/**
 * Tells the operators of a stage about alarms of all stacks. Owns the topic, the dashboard and the saved queries.
 *
 * Mails come from SNS, not from the notifier, which may be broken.
 */
export class AlertsStack extends PulsoStack {
  constructor(app: PulsoApp, props: Pick<ServiceStackProps, 'settings' | 'stateBucket'>) {
    super(app, 'alerts', props);
    this.createTopic(props.settings.alerts);
    this.createBudget(props.settings.alerts);
    this.watchSchedules();
    this.createDashboard();
    this.saveQueries();
  }

  private createTopic({ emails }: AlertSettings): void {
    // Not encrypted: CloudWatch can't use the free key alias/aws/sns, and mails are not secret anyway.
    const topic = new SnsTopic(this, 'topic', { name: this.nameOf(alertsTopicName) });
    new SnsTopicPolicy(this, 'topic-policy', { arn: topic.arn, policy: this.topicPolicy() });
    const addresses = new Construct(this, 'emails');
    for (const endpoint of emails) {
      // Named by its address: removing one from the list leaves the others confirmed.
      new SnsTopicSubscription(addresses, endpoint, { topicArn: topic.arn, protocol: 'email', endpoint });
    }
  }

  /** @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
  private topicPolicy(): string {
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AlarmsOfThisStage',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: this.alertsTopicArn(),
          Condition: {
            StringEquals: { 'aws:SourceAccount': this.accountId },
            ArnLike: { 'aws:SourceArn': this.arn('cloudwatch', `alarm:${this.nameOf('*')}`) },
          },
        },
      ],
    });
  }

  private createBudget({ emails, monthlyBudgetUsd }: AlertSettings): void {
    if (monthlyBudgetUsd === undefined) return;
    const notification = { comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' };
    new BudgetsBudget(this, 'budget', {
      name: this.nameOf('monthly'),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(monthlyBudgetUsd),
      limitUnit: 'USD',
      notification: [
        { ...notification, notificationType: 'ACTUAL', threshold: 80, subscriberEmailAddresses: [...emails] },
        { ...notification, notificationType: 'FORECASTED', threshold: 100, subscriberEmailAddresses: [...emails] },
      ],
    });
  }

  /**
   * Scheduler counts by group of schedules. The group `default` has those of all stages and of other systems in the
   * account. Scheduler puts requests that it gives up into a queue of the schedule's stack; this alarm rings an hour
   * earlier.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
   */
  private watchSchedules(): void {
    new Alarm(this, 'schedule-errors', {
      baseName: 'schedule-errors',
      harm: 'Reports may not come in time: the scheduler failed several times to reach a target.',
      firstCommand: `aws scheduler list-schedules --name-prefix ${this.nameOf('')}`,
      condition: occurs(
        { namespace: 'AWS/Scheduler', name: 'TargetErrorCount', dimensions: { ScheduleGroup: 'default' } },
        { times: 3, withinMinutes: 15 },
      ),
    });
  }

  private createDashboard(): void {
    const { stage, region } = this.settings;
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: `pulso-${stage}`,
      dashboardBody: JSON.stringify(dashboardBody({ stage, region })),
    });
  }

  /**
   * In the console each slash is a folder.
   *
   * Later stacks create the log groups. PutQueryDefinition seems not to check them: the contract tests of its
   * CloudFormation resource type call AWS with made-up names of log groups, and pass. AWS's reference does not say so.
   * If it is wrong, deploy the services before this stack (`--service`), which none of them needs.
   *
   * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-logs/pull/55
   * @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test.html
   */
  private saveQueries(): void {
    const { stage } = this.settings;
    for (const name of Object.keys(savedQueries) as SavedQueryName[]) {
      new CloudwatchQueryDefinition(this, `query-${name}`, {
        name: `pulso/${stage}/${name}`,
        logGroupNames: logGroupsOf(stage, name),
        queryString: savedQueries[name].query,
      });
    }
  }
}
