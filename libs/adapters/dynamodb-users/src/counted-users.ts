import {
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, isConditionFailure, isConflict, placeholders } from '@pulso/adapters/dynamodb-items';

import { peopleKey, userKey } from './user-key';

/** What the table holds about a person, and how many people are in it. */
export interface FoundUser {
  /** Absent: the person is not in it. */
  readonly item: Item | undefined;
  readonly peopleCount: number;
}

/**
 * Reads a person's item, and the count beside it, which may be some milliseconds older.
 *
 * @param client - Credentials need `dynamodb:GetItem` on the table.
 */
export async function findUser(client: DynamoDBClient, tableName: string, userPseudonym: string): Promise<FoundUser> {
  const get = (Key: Item, ConsistentRead: boolean) =>
    client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead }));
  const [user, people] = await Promise.all([get(userKey(userPseudonym), true), get(peopleKey, false)]);
  return { item: user.Item, peopleCount: Number(people.Item?.['count']?.N ?? 0) };
}

/**
 * The most attempts at a write that another one was in the way of: of writes that come at once all but one are refused, so
 * this is enough for as many new people within some milliseconds.
 */
const maxAttempts = 10;

/**
 * Puts a person's item into the table or takes it out, and counts that, in one transaction: a repetition counts nothing,
 * as its condition fails.
 *
 * Only someone who is new or leaves writes to the count, so it takes hundreds of them a second.
 *
 * @returns Whether it was written; false: its condition was not met.
 * @throws What the client throws, also for conflicts that do not end. Retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function writeCounted(
  client: DynamoDBClient,
  tableName: string,
  write: TransactWriteItem,
  change: 1 | -1,
): Promise<boolean> {
  const count: TransactWriteItem = {
    Update: {
      TableName: tableName,
      Key: peopleKey,
      UpdateExpression: 'ADD #count :change',
      ...placeholders(['count'], { change }),
    },
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [write, count] }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      if (!isConflict(error) || attempt === maxAttempts) throw error;
    }
  }
}
