import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type AlarmDefinition } from '@pulso/local/terraform';

import { createCloudWatchService } from '../cloudwatch/create-cloudwatch-service';
import { alarmDefinition } from './alarm-definition';
import { type ConformanceTarget, startConformanceTarget } from './start-conformance-target';

export interface AlarmsTarget {
  readonly target: ConformanceTarget;
  readonly client: CloudWatchClient;
}

/**
 * Makes alarms on single metrics: as a stack declares them.
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
  return { target, client: new CloudWatchClient(target.clientConfig) };
}
