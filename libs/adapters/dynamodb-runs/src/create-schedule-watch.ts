import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { placeholders, toItem } from '@pulso/adapters/dynamodb-items';
import { type ScheduleWatch } from '@pulso/fan-in';
import { type Clock } from '@pulso/time';

import { decodeExpectedRun } from './decode-items';
import { createRunsAccess } from './runs-access';
import { expectedKey } from './runs-table';

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
          ...toItem({ reportId, scheduledAtMs, sweepState, sweepAtMs, expiresAtSeconds }),
        },
        ConditionExpression: 'attribute_not_exists(#pk) OR #scheduledAtMs < :scheduledAtMs',
        ...placeholders(['pk', 'scheduledAtMs'], { scheduledAtMs }),
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
              ...placeholders(['scheduledAtMs', 'sweepState', 'sweepAtMs'], { scheduledAtMs }),
            }
          : {
              UpdateExpression: 'SET #sweepAtMs = :sweepAtMs',
              ...placeholders(['scheduledAtMs', 'sweepAtMs'], {
                scheduledAtMs,
                sweepAtMs,
              }),
            }),
      });
    },
  };
}
