import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';
import { type ForgetUser, type MeetUser } from '@pulso/domain/conversation';
import { defined } from '@pulso/kit/telegram';

import { statesKey } from './create-command-states';
import { type Item, isConflict, putIf, readItem, toItem, valuesOf, withNames } from './items';

/**
 * Remembers a person's first update, its day and their alias in the users table until the person is forgotten, and counts
 * each person once.
 *
 * The item has nothing else, so the table holds no person's id, name or text.
 *
 * @param client - Credentials need `dynamodb:PutItem`, `dynamodb:GetItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws at the put; retryable. Not retryable: {MalformedItemError}.
 */
export const createMeetUser =
  (client: DynamoDBClient, tableName: string): MeetUser =>
  async (userPseudonym, { updateId, day, alias }) => {
    const [put, countBefore] = await Promise.all([
      putIf(client, {
        TableName: tableName,
        Item: toUserItem(userPseudonym, { firstUpdateId: updateId, firstSeenDay: day, alias }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
      readPeopleCount(client, tableName),
    ]);
    const stored = put.type === 'written' ? undefined : userIn(put.existing);
    const change = stored?.isCounted
      ? 0
      : await changeCount(client, tableName, 1, {
          Update: {
            TableName: tableName,
            Key: userKey(userPseudonym),
            UpdateExpression: 'SET isCounted = :one',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(isCounted)',
            ...valuesOf({ one: 1 }),
          },
        });
    // The count may include people who came at the same time.
    const count = defined({ peopleCount: change > 0 ? await readPeopleCount(client, tableName) : countBefore });
    if (!stored) return { isNew: true, firstSeenDay: day, alias, ...count };
    const { firstUpdateId, firstSeenDay } = stored;
    return { isNew: firstUpdateId === updateId, firstSeenDay, alias: stored.alias, ...count };
  };

/**
 * Removes a person's item and the states of commands from the users table, and returns the alias. The transaction that
 * removes a counted person does not return the item, so it is read first.
 *
 * @param client - Credentials need `dynamodb:GetItem`, `dynamodb:DeleteItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws at reading and deleting; retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html a missing item is not an error
 */
export const createForgetUser =
  (client: DynamoDBClient, tableName: string): ForgetUser =>
  async (userPseudonym) => {
    const item = { TableName: tableName, Key: userKey(userPseudonym) };
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: statesKey(userPseudonym) }));
    const { Item } = await client.send(new GetItemCommand({ ...item, ConsistentRead: true }));
    await changeCount(client, tableName, -1, {
      Delete: { ...item, ConditionExpression: 'attribute_exists(isCounted)' },
    });
    // Even if the count could not be changed.
    await client.send(new DeleteItemCommand(item));
    const peopleCount = await readPeopleCount(client, tableName);
    return defined({ alias: Item && userIn(Item).alias, peopleCount });
  };

export const userKey = (userPseudonym: string): Item => toItem({ pk: `user#${userPseudonym}` });

/** A person's item in the table: when they came, and their alias in records. */
export const userSchema = z.object({
  firstUpdateId: wholeNumber,
  /** Days since 1970, UTC. */
  firstSeenDay: wholeNumber,
  alias: z.string(),
  /** 1 once {@link toPeopleItem} counts the person. */
  isCounted: z.optional(wholeNumber),
});

export type StoredUser = z.infer<typeof userSchema>;

export const toUserItem = (userPseudonym: string, user: StoredUser): Item => ({
  ...userKey(userPseudonym),
  ...toItem(user),
});

/** @throws {MalformedItemError} Not retryable. */
export const userIn = (item: Item): StoredUser => readItem(userSchema, item, 'of a person');

export const peopleKey: Item = toItem({ pk: 'people' });

/** The count of people, for programs that write people into the table in another way. */
export const toPeopleItem = (count: number): Item => ({ ...peopleKey, ...toItem({ count }) });

export const countIn = ({ count }: Item): number => Number(count?.N ?? 0);

/** @returns undefined if the count could not be read: no answer waits for it. */
async function readPeopleCount(client: DynamoDBClient, tableName: string): Promise<number | undefined> {
  try {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: peopleKey, ConsistentRead: true }),
    );
    return Item === undefined ? 0 : countIn(Item);
  } catch {
    return undefined;
  }
}

/** Of simultaneous changes DynamoDB refuses all but one: enough attempts for eight people within milliseconds. */
const maxAttempts = 8;

/**
 * Changes the count together with a person's item, in one transaction. So the count matches the marked items, even if a
 * request is repeated or its process dies.
 *
 * @returns The change: 0 if the item already had its state or the write failed, since no answer waits for it. Then the
 *   person's next request counts them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
async function changeCount(
  client: DynamoDBClient,
  TableName: string,
  change: 1 | -1,
  ofPerson: TransactWriteItem,
): Promise<number> {
  const count = { TableName, Key: peopleKey, UpdateExpression: 'ADD #count :change', ...valuesOf({ change }) };
  const TransactItems = [ofPerson, { Update: withNames(count) }];
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return change;
    } catch (error) {
      if (!isConflict(error)) return 0;
    }
  }
  return 0;
}
