import { CloudWatchClient, GetMetricDataCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { defined } from '@pulso/kit/telegram';

import { type DoctorPorts } from '../examination/ports';
import { type AlarmState, type Subscription } from '../examination/watching';
import { type ClientSettings, callFor, findFor } from './call-aws';

type WatchingReads = Pick<
  DoctorPorts,
  'readAlarms' | 'readOldestAges' | 'readSubscriptions' | 'readMailAccount' | 'readMailIdentity'
>;

/** SQS tells its metrics once a minute, and with some delay. */
const ageWindowMs = 15 * 60_000;

export function createWatchingReads(settings: ClientSettings): WatchingReads {
  const cloudWatch = new CloudWatchClient(settings);
  const sns = new SNSClient(settings);
  const ses = new SESv2Client(settings);
  return {
    readAlarms: (namePrefix) =>
      callFor('readAlarms', async () => {
        const alarms: AlarmState[] = [];
        const input = { AlarmNamePrefix: namePrefix, AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
        for await (const page of paginateDescribeAlarms({ client: cloudWatch }, input)) {
          for (const alarm of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])]) {
            alarms.push({
              name: alarm.AlarmName ?? '',
              state: alarm.StateValue ?? 'unknown',
              reason: alarm.StateReason ?? 'without a reason',
              hasActions: alarm.ActionsEnabled !== false && (alarm.AlarmActions ?? []).length > 0,
            });
          }
        }
        return alarms;
      }),
    readOldestAges: (queueNames) =>
      callFor('readOldestAges', async () => {
        const nowMs = Date.now();
        const { MetricDataResults = [] } = await cloudWatch.send(
          new GetMetricDataCommand({
            StartTime: new Date(nowMs - ageWindowMs),
            EndTime: new Date(nowMs),
            ScanBy: 'TimestampDescending',
            MetricDataQueries: queueNames.map((name, index) => ({
              Id: `q${index}`,
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/SQS',
                  MetricName: 'ApproximateAgeOfOldestMessage',
                  Dimensions: [{ Name: 'QueueName', Value: name }],
                },
                Period: 60,
                Stat: 'Maximum',
              },
            })),
          }),
        );
        return new Map(
          MetricDataResults.flatMap(({ Id = '', Values: [newest] = [] }): [string, number][] => {
            const name = queueNames[Number(Id.slice(1))];
            return name === undefined || newest === undefined ? [] : [[name, newest]];
          }),
        );
      }),
    readSubscriptions: (topicArn) =>
      findFor('readSubscriptions', async () => {
        const subscriptions: Subscription[] = [];
        for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn })) {
          for (const { Protocol = 'unknown', SubscriptionArn = '' } of page.Subscriptions ?? []) {
            // Not an ARN: "PendingConfirmation", and "Deleted" for some days after the subscription was ended.
            if (SubscriptionArn === 'Deleted') continue;
            subscriptions.push({ protocol: Protocol, isConfirmed: SubscriptionArn.startsWith('arn:') });
          }
        }
        return subscriptions;
      }),
    readMailAccount: () =>
      callFor('readMailAccount', async () => {
        const answer = await ses.send(new GetAccountCommand({}));
        return {
          hasProductionAccess: answer.ProductionAccessEnabled ?? false,
          isSendingEnabled: answer.SendingEnabled ?? false,
          enforcementStatus: answer.EnforcementStatus ?? 'unknown',
          sentLastDay: answer.SendQuota?.SentLast24Hours ?? 0,
          maxPerDay: answer.SendQuota?.Max24HourSend ?? 0,
        };
      }),
    readMailIdentity: (name) =>
      findFor('readMailIdentity', async () => {
        const answer = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
        return {
          isVerified: answer.VerifiedForSendingStatus ?? false,
          ...defined({ configurationSet: answer.ConfigurationSetName }),
        };
      }),
  };
}
