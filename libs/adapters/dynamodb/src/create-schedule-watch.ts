import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { type ScheduleWatch } from '@pulso/domain/fan-in';
import { type Clock } from '@pulso/kit/time';

import { toItem, valuesOf } from './items';
import { decodeExpectedRun } from './run-items';
import { createRunsAccess, expectedKey } from './runs-table';

/** The state of expected runs in the sweep's index. */
const sweepState = 'expected';

const stillExpected = '#scheduledAtMs = :scheduledAtMs';

/** Keeps the next expected run of each report in the table that {@link runsTable} describes. */
export function createScheduleWatch(
  client: DynamoDBClient,
  tableName: string,
  clock: Pick<Clock, 'nowMs'>,
): ScheduleWatch {
  const access = createRunsAccess(client, tableName, clock);
  const nowSeconds = (): number => Math.floor(clock.nowMs() / 1000);
  return {
    readExpectedRun: async (reportId) => {
      const item = await access.get(expectedKey(reportId));
      // A dropped item: DynamoDB may take days to delete it.
      return item?.sweepState === undefined ? undefined : decodeExpectedRun(item);
    },
    expectRun: async ({ reportId, ...run }, instead) => {
      await access.put({
        Item: { ...expectedKey(reportId), ...toItem({ reportId, ...run, sweepState }) },
        ...(instead === undefined
          ? {
              ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtSeconds <= :nowSeconds',
              ...valuesOf({ nowSeconds: nowSeconds() }),
            }
          : { ConditionExpression: stillExpected, ...valuesOf({ scheduledAtMs: instead.scheduledAtMs }) }),
      });
    },
    rescheduleExpected: async ({ reportId, scheduledAtMs }, sweepAtMs) => {
      await access.update({
        Key: expectedKey(reportId),
        ConditionExpression: stillExpected,
        UpdateExpression: 'SET #sweepState = :sweepState, #sweepAtMs = :sweepAtMs',
        ...valuesOf({ scheduledAtMs, sweepState, sweepAtMs }),
      });
    },
    // Expiry needs no permission to delete items.
    dropExpected: async ({ reportId, scheduledAtMs }) => {
      await access.update({
        Key: expectedKey(reportId),
        ConditionExpression: stillExpected,
        UpdateExpression: 'SET #expiresAtSeconds = :nowSeconds REMOVE #sweepState, #sweepAtMs',
        ...valuesOf({ scheduledAtMs, nowSeconds: nowSeconds() }),
      });
    },
    nominateExpected: (nomination) => access.nominate(sweepState, nomination),
  };
}
