import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { type DoctorPorts } from '@pulso/operator/examination';

import { findFor } from './caller';
import { type ClientSettings } from './client-settings';

export function createScheduleReads(settings: ClientSettings): Pick<DoctorPorts, 'readSchedule'> {
  const client = new SchedulerClient(settings);
  return {
    readSchedule: (name) =>
      findFor('readSchedule', async () => {
        const answer = await client.send(new GetScheduleCommand({ Name: name }));
        return {
          state: answer.State ?? 'unknown',
          expression: answer.ScheduleExpression ?? '',
          timezone: answer.ScheduleExpressionTimezone ?? 'UTC',
          createdAtMs: answer.CreationDate?.getTime() ?? 0,
        };
      }),
  };
}
