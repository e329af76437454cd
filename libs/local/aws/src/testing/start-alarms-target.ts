import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { type AlarmDefinition } from '@pulso/local/terraform';

import { createCloudWatchService } from '../cloudwatch/create-cloudwatch-service';
import { alarmDefinition } from './alarm-definition';
import { type ConformanceTarget, startConformanceTarget } from './start-conformance-target';

export interface AlarmsTarget {
  readonly target: ConformanceTarget;
  readonly client: CloudWatchClient;
  /** @returns The name of one of the alarms, on AWS one that no other run uses. */
  nameOf(base: string): string;
}

/**
 * Makes alarms on single metrics: here as a stack declares them, on AWS by PutMetricAlarm.
 *
 * @param alarms - By name, what each has of its own.
 */
export async function startAlarmsTarget(
  alarms: Readonly<Record<string, Partial<AlarmDefinition>>>,
): Promise<AlarmsTarget> {
  const declared = Object.entries(alarms).map(([name, alarm]) => alarmDefinition({ name, ...alarm }));
  const target = await startConformanceTarget((clock) => [
    createCloudWatchService({ clock, alarms: declared, metricFilters: [] }),
  ]);
  const client = new CloudWatchClient(target.clientConfig);
  const nameOf = (base: string): string => (target.isAws ? target.uniqueName(base) : base);
  if (target.isAws) for (const alarm of declared) await create(alarm);
  return { target, client, nameOf };

  async function create({ name, description, queries, ...alarm }: AlarmDefinition): Promise<void> {
    const AlarmName = nameOf(name);
    const [query] = queries;
    if (!query || !('metric' in query)) throw new TypeError('An alarm of this spec is on a single metric.');
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        AlarmDescription: description,
        Namespace: query.metric.namespace,
        MetricName: query.metric.name,
        Dimensions: Object.entries(query.metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
        Statistic: query.statistic as 'Sum',
        Period: alarm.periodSeconds,
        EvaluationPeriods: alarm.evaluationPeriods,
        DatapointsToAlarm: alarm.datapointsToAlarm,
        ComparisonOperator: alarm.comparison as 'GreaterThanThreshold',
        Threshold: alarm.threshold,
        TreatMissingData: alarm.treatMissingData,
      }),
    );
    target.onStop(() => client.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] })));
  }
}
