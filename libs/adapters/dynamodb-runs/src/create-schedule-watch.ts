import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ScheduleWatch } from '@pulso/fan-in';
import { type Clock } from '@pulso/time';

import { decodeExpectedRun } from './decode-items';
import { createRunsAccess } from './runs-access';
import { expectedKey, number, placeholders, text } from './runs-table';

/** Where the sweep's index has the runs that are expected. */
const sweepState = 'expected';

/** Keeps in the table that {@link runsTable} describes which scheduled run each report expects next. */
export function createScheduleWatch(
  client: DynamoDBClient,
  tableName: string,
  clock: Pick<Clock, 'nowMs'>,
): ScheduleWatch {
  const access = createRunsAccess(client, tableName, clock);
  return {
    expectRun: async ({ reportId, scheduledAtMs, sweepAtMs, expiresAtSeconds }) => {
      await access.put({
        Item: {
          ...expectedKey(reportId),
          reportId: text(reportId),
          scheduledAtMs: number(scheduledAtMs),
          sweepState: text(sweepState),
          sweepAtMs: number(sweepAtMs),
          expiresAtSeconds: number(expiresAtSeconds),
        },
        ConditionExpression: 'attribute_not_exists(#pk) OR #scheduledAtMs < :scheduledAtMs',
        ...placeholders(['pk', 'scheduledAtMs'], { scheduledAtMs: number(scheduledAtMs) }),
      });
    },
    readExpectedRun: async (reportId) => {
      const item = await access.get(expectedKey(reportId));
      return item && decodeExpectedRun(item);
    },
    nominateExpected: (nomination) => access.nominate(sweepState, nomination),
    rescheduleExpected: async ({ reportId, scheduledAtMs }, sweepAtMs) => {
      await access.update({
        Key: expectedKey(reportId),
        ConditionExpression: '#scheduledAtMs = :scheduledAtMs',
        ...(sweepAtMs === undefined
          ? {
              UpdateExpression: 'REMOVE #sweepState, #sweepAtMs',
              ...placeholders(['scheduledAtMs', 'sweepState', 'sweepAtMs'], { scheduledAtMs: number(scheduledAtMs) }),
            }
          : {
              UpdateExpression: 'SET #sweepAtMs = :sweepAtMs',
              ...placeholders(['scheduledAtMs', 'sweepAtMs'], {
                scheduledAtMs: number(scheduledAtMs),
                sweepAtMs: number(sweepAtMs),
              }),
            }),
      });
    },
  };
}
