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

import { type Nomination } from '@pulso/domain/fan-in';
import { type Clock } from '@pulso/kit/time';

import { type Item } from '../items/to-item';
import { placeholders } from '../items/placeholders';
import { isLive } from './decode-items';
import { idOf, runsTable } from './runs-table';
import { settleWrite } from './settle-write';

/** The few ways in which the stores of this library touch the table. */
export interface RunsAccess {
  /** Strongly consistent; an expired item is absent. */
  get(key: Item): Promise<Item | undefined>;
  /** Strongly consistent, all pages; without expired items. */
  queryAll(input: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]>;
  /** As `queryAll`, and no more than `limit`. */
  queryFirst(input: Omit<QueryCommandInput, 'TableName'>, limit: number): Promise<Item[]>;
  /** @returns Whether the condition was met. Errors as {@link settleWrite}. */
  update(input: Omit<UpdateItemCommandInput, 'TableName'>): Promise<boolean>;
  /** As `update`. */
  put(input: Omit<PutItemCommandInput, 'TableName'>): Promise<boolean>;
  /** Ids in the sweep's index, which is eventually consistent. */
  nominate(sweepState: string, nomination: Nomination): Promise<string[]>;
}

export function createRunsAccess(client: DynamoDBClient, tableName: string, clock: Pick<Clock, 'nowMs'>): RunsAccess {
  const query = async (input: Omit<QueryCommandInput, 'TableName'>, limit?: number): Promise<Item[]> => {
    const items: Item[] = [];
    let startKey: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...input,
          TableName: tableName,
          ConsistentRead: true,
          ...(limit === undefined ? {} : { Limit: limit - items.length }),
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      items.push(...(page.Items ?? []));
      startKey = page.LastEvaluatedKey;
    } while (startKey && (limit === undefined || items.length < limit));
    return items.filter((item) => isLive(item, clock.nowMs()));
  };
  return {
    get: async (key) => {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return item && isLive(item, clock.nowMs()) ? item : undefined;
    },
    queryAll: (input) => query(input),
    queryFirst: query,
    update: async (input) =>
      await settleWrite('UpdateItem', () => client.send(new UpdateItemCommand({ ...input, TableName: tableName }))),
    put: async (input) =>
      await settleWrite('PutItem', () => client.send(new PutItemCommand({ ...input, TableName: tableName }))),
    nominate: async (sweepState, { dueByMs, limit }) => {
      const { Items: keys = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: runsTable.sweepIndex.name,
          KeyConditionExpression: '#sweepState = :sweepState AND #sweepAtMs <= :dueByMs',
          ...placeholders(['sweepState', 'sweepAtMs'], { sweepState, dueByMs }),
          Limit: limit,
        }),
      );
      return keys.map(idOf);
    },
  };
}
