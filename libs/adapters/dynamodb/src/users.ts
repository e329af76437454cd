import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { type ForgetUser, type MeetUser } from '@pulso/domain/conversation';
import { defined } from '@pulso/kit/telegram';

import { statesKey } from './create-command-states';
import { type Item, isConflict, placeholders, putIf, toItem } from './items';

/**
 * Remembers in the users table which update was a person's first, on which day, and what stands for them in records, until
 * the person is forgotten; and counts each once.
 *
 * The item says nothing but that, so the table holds no person's id, name or text.
 *
 * @param client - Credentials need `dynamodb:PutItem`, `dynamodb:GetItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws at the put; retryable.
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
    const item = put.type === 'written' ? undefined : put.existing;
    const change =
      item && isCounted(item)
        ? 0
        : await changeCount(client, tableName, 1, {
            Update: {
              TableName: tableName,
              Key: userKey(userPseudonym),
              UpdateExpression: 'SET #isCounted = :one',
              ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#isCounted)',
              ...placeholders(['pk', 'isCounted'], { one: 1 }),
            },
          });
    // Others may have been counted at the same time.
    const count = defined({ peopleCount: change > 0 ? await readPeopleCount(client, tableName) : countBefore });
    if (!item) return { isNew: true, firstSeenDay: day, alias, ...count };
    const stored = storedUserOf(item, userPseudonym);
    return {
      isNew: stored.firstUpdateId === updateId,
      firstSeenDay: stored.firstSeenDay ?? day,
      alias: stored.alias,
      ...count,
    };
  };

/**
 * Removes a person's item from the users table, at once, with what commands keep of them, and tells which alias it held. One
 * that is counted goes by a transaction, which tells nothing about the item, so it is read before.
 *
 * @param client - Credentials need `dynamodb:GetItem`, `dynamodb:DeleteItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws at reading and deleting; retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html an item that is missing is no
 *   error
 */
export const createForgetUser =
  (client: DynamoDBClient, tableName: string): ForgetUser =>
  async (userPseudonym) => {
    const item = { TableName: tableName, Key: userKey(userPseudonym) };
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: statesKey(userPseudonym) }));
    const { Item } = await client.send(new GetItemCommand({ ...item, ConsistentRead: true }));
    await changeCount(client, tableName, -1, {
      Delete: { ...item, ConditionExpression: 'attribute_exists(#isCounted)', ...placeholders(['isCounted']) },
    });
    // Also where the count could not be changed.
    await client.send(new DeleteItemCommand(item));
    const peopleCount = await readPeopleCount(client, tableName);
    return defined({ alias: Item && aliasIn(Item, userPseudonym), peopleCount });
  };

export const userKey = (userPseudonym: string): Item => toItem({ pk: `user#${userPseudonym}` });

/** A person as they lie in the table: when they came, and what stands for them in records. */
export interface StoredUser {
  readonly firstUpdateId: number;
  /** In days since 1970, UTC. */
  readonly firstSeenDay: number;
  readonly alias: string;
}

export const toUserItem = (userPseudonym: string, { firstUpdateId, firstSeenDay, alias }: StoredUser): Item => ({
  ...userKey(userPseudonym),
  ...toItem({ firstUpdateId, firstSeenDay, alias }),
});

/** A person of before there were aliases goes by the pseudonym, until they are forgotten. */
const aliasIn = ({ alias }: Item, userPseudonym: string): string => alias?.S ?? userPseudonym;

/** What an item says of a person. Absent: it was written before there was that field. */
export const storedUserOf = (item: Item, userPseudonym: string): Partial<StoredUser> & Pick<StoredUser, 'alias'> => ({
  ...(item['firstUpdateId']?.N === undefined ? {} : { firstUpdateId: Number(item['firstUpdateId'].N) }),
  ...(item['firstSeenDay']?.N === undefined ? {} : { firstSeenDay: Number(item['firstSeenDay'].N) }),
  alias: aliasIn(item, userPseudonym),
});

export const peopleKey: Item = toItem({ pk: 'people' });

/** What a person's item says once it is counted. */
export const countedMark: Item = toItem({ isCounted: 1 });

export const isCounted = (item: Item): boolean => item['isCounted'] !== undefined;

/** The item that says how many people are counted: for whoever writes people into the table in another way. */
export const toPeopleItem = (count: number): Item => ({ ...peopleKey, ...toItem({ count }) });

export const countIn = ({ count }: Item): number => Number(count?.N ?? 0);

/** @returns undefined where the count could not be read: no answer waits for a number. */
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

/** Of changes that come at once all but one are refused: enough attempts for as many people within some milliseconds. */
const maxAttempts = 8;

/**
 * Changes the count together with a person's item, in one transaction. So it is the count of the items with a mark, also
 * where a request is repeated or its process dies.
 *
 * @returns By how much it has changed: 0 where the item was as wanted, or where the write failed, since no answer waits for
 *   a number. The person's next request counts them then.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
async function changeCount(
  client: DynamoDBClient,
  TableName: string,
  change: 1 | -1,
  ofPerson: TransactWriteItem,
): Promise<number> {
  const count = { UpdateExpression: 'ADD #count :change', ...placeholders(['count'], { change }) };
  const TransactItems = [ofPerson, { Update: { TableName, Key: peopleKey, ...count } }];
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
