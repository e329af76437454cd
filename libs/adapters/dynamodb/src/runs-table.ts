import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

import { type Nomination, RunStoreConflictError } from '@pulso/domain/fan-in';
import { type Clock } from '@pulso/kit/time';

import { type Item, isConditionFailure, isConflict, toItem, valuesOf, withNames } from './items';

/** The declaration of the table. Sort keys: `run`, `plan`, `result#<queryId>`, `expected`, `notifications`, window end. */
export const runsTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Number, epoch seconds. */
  ttlAttribute: 'expiresAtSeconds',
  /** Sparse, KEYS_ONLY: items that the sweep must look at. Partition key text, sort key number. */
  sweepIndex: { name: 'by-state', partitionKey: 'sweepState', sortKey: 'sweepAtMs' },
} as const;

/** The prefix of results' sort keys. */
export const resultPrefix = 'result#';

/** The partition that holds a run, its plan and all of its results. */
export const runPartitionKey = (runId: string): string => `run#${runId}`;

export const runKey = (runId: string): Item => toItem({ pk: runPartitionKey(runId), sk: 'run' });

/** The plan has its own item: every answer rewrites the run's item, and a plan may have 350 KB. */
export const planKey = (runId: string): Item => toItem({ pk: runPartitionKey(runId), sk: 'plan' });

export const resultKey = (runId: string, queryId: string): Item =>
  toItem({ pk: runPartitionKey(runId), sk: `${resultPrefix}${queryId}` });

export const expectedKey = (reportId: string): Item => toItem({ pk: `expected#${reportId}`, sk: 'expected' });

/** The sent notifications of a watch. */
export const notificationStateKey = (reportId: string): Item =>
  toItem({ pk: `notifications#${reportId}`, sk: 'notifications' });

/** The partition of a report's history, sorted by the end of the window. */
export const historyPartitionKey = (reportId: string): string => `history#${reportId}`;

/** ISO 8601 in UTC sorts by time. */
export const historySortKey = (windowEndMs: number): string => new Date(windowEndMs).toISOString();

export const historyKey = (reportId: string, windowEndMs: number): Item =>
  toItem({ pk: historyPartitionKey(reportId), sk: historySortKey(windowEndMs) });

/** @returns The run id or report id in a key of the sweep's index. */
const idOf = (key: Item): string => {
  const pk = key.pk?.S ?? '';
  return pk.slice(pk.indexOf('#') + 1);
};

/** @returns Whether an item has not expired: DynamoDB returns expired items until it deletes them days later. */
const isLive = ({ expiresAtSeconds }: Item, nowMs: number): boolean =>
  expiresAtSeconds === undefined || Number(expiresAtSeconds.N) * 1000 > nowMs;

/** All calls to the table by the stores of this library. Reads except `nominate` are strongly consistent. */
export function createRunsAccess(client: DynamoDBClient, tableName: string, clock: Pick<Clock, 'nowMs'>) {
  return {
    /** @returns undefined if the item does not exist or has expired. */
    get: async (key: Item): Promise<Item | undefined> => {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return item && isLive(item, clock.nowMs()) ? item : undefined;
    },
    /** @returns Items that have not expired, from all pages or until the limit is reached. */
    query: async (input: Omit<QueryCommandInput, 'TableName'>, limit = Infinity): Promise<Item[]> => {
      const items: Item[] = [];
      let startKey: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            ...withNames(input),
            TableName: tableName,
            ConsistentRead: true,
            ...(limit === Infinity ? {} : { Limit: limit - items.length }),
            ...(startKey ? { ExclusiveStartKey: startKey } : {}),
          }),
        );
        items.push(...(page.Items ?? []));
        startKey = page.LastEvaluatedKey;
      } while (startKey && items.length < limit);
      return items.filter((item) => isLive(item, clock.nowMs()));
    },
    /** @returns Whether the condition was met. Errors as {@link settleWrite}. */
    update: (input: Omit<UpdateItemCommandInput, 'TableName'>): Promise<boolean> =>
      settleWrite('UpdateItem', () =>
        client.send(new UpdateItemCommand({ ...withNames(input), TableName: tableName })),
      ),
    /** As `update`. */
    put: (input: Omit<PutItemCommandInput, 'TableName'>): Promise<boolean> =>
      settleWrite('PutItem', () => client.send(new PutItemCommand({ ...withNames(input), TableName: tableName }))),
    /** @returns Ids in the sweep's index, which is eventually consistent. */
    nominate: async (sweepState: string, { dueByMs, limit }: Nomination): Promise<string[]> => {
      const query = {
        TableName: tableName,
        IndexName: runsTable.sweepIndex.name,
        KeyConditionExpression: '#sweepState = :sweepState AND #sweepAtMs <= :dueByMs',
        ...valuesOf({ sweepState, dueByMs }),
        Limit: limit,
      };
      const { Items: keys = [] } = await client.send(new QueryCommand(withNames(query)));
      return keys.map(idOf);
    },
  };
}

export type RunsAccess = ReturnType<typeof createRunsAccess>;

/**
 * Runs a conditional write and tells its outcomes apart.
 *
 * @param operation - For the error's text.
 * @returns Whether the write was applied; false: its condition was not met.
 * @throws {RunStoreConflictError} A concurrent write or throttling. Retryable at once.
 * @throws Other errors of the client.
 */
export async function settleWrite(operation: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw isConflict(error) ? new RunStoreConflictError(operation, { cause: error }) : error;
  }
}
