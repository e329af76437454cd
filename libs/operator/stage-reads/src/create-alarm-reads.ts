import { CloudWatchClient, GetMetricDataCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { SNSClient, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { type AlarmState, type DoctorPorts, type Subscription } from '@pulso/operator/examination';

import { callFor, findFor } from './caller';
import { type ClientSettings } from './client-settings';

type AlarmReads = Pick<DoctorPorts, 'readAlarms' | 'readOldestAges' | 'readSubscriptions'>;

/** SQS tells its metrics once a minute, and with some delay. */
const ageWindowMs = 15 * 60_000;

export function createAlarmReads(settings: ClientSettings): AlarmReads {
  const cloudWatch = new CloudWatchClient(settings);
  const sns = new SNSClient(settings);
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
  };
}
