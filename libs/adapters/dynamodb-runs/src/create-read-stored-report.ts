import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { placeholders } from '@pulso/adapters/dynamodb-items';
import { type Clock } from '@pulso/time';

import { type StoredReport, decodeStoredReport } from './decode-items';
import { createRunsAccess } from './runs-access';
import { runPartitionKey } from './runs-table';

/** Reads what is stored about a run; undefined when there is none or it has no plan yet. */
export type ReadStoredReport = (runId: string) => Promise<StoredReport | undefined>;

/**
 * Creates a reader of stored runs for tools that only look.
 *
 * It reads run, plan and results in one query, which shows each item as it was at some moment of the query: good for a run
 * that has ended, not for deciding anything.
 */
export const createReadStoredReport = (
  client: DynamoDBClient,
  tableName: string,
  clock: Pick<Clock, 'nowMs'>,
): ReadStoredReport => {
  const access = createRunsAccess(client, tableName, clock);
  return async (runId) =>
    decodeStoredReport(
      await access.queryAll({
        KeyConditionExpression: '#pk = :pk',
        ...placeholders(['pk'], { pk: runPartitionKey(runId) }),
      }),
    );
};
