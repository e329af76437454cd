import {
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, toItem } from '../items/to-item';
import { isConflict } from '../items/write-failures';
import { placeholders } from '../items/placeholders';

import { userKey } from './user-key';

export const peopleKey: Item = toItem({ pk: 'people' });

/** What a person's item says once it is counted. */
export const countedMark: Item = toItem({ isCounted: 1 });

export const isCounted = (item: Item): boolean => item['isCounted'] !== undefined;

/** The item that says how many people are counted: for whoever writes people into the table in another way. */
export const toPeopleItem = (count: number): Item => ({ ...peopleKey, ...toItem({ count }) });

/** @returns How many people the item says that are counted. */
export const countIn = ({ count }: Item): number => Number(count?.N ?? 0);

/**
 * Reads how many people are counted.
 *
 * @param client - Credentials need `dynamodb:GetItem` on the table.
 * @returns undefined where it could not be read: no answer waits for a number.
 */
export async function readPeopleCount(client: DynamoDBClient, tableName: string): Promise<number | undefined> {
  try {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: peopleKey, ConsistentRead: true }),
    );
    return Item === undefined ? 0 : countIn(Item);
  } catch {
    return undefined;
  }
}

/** Counts a person whose item is in the table, once. As {@link changeCount}. */
export const countPerson = (client: DynamoDBClient, TableName: string, userPseudonym: string): Promise<number> =>
  changeCount(client, TableName, 1, {
    Update: {
      TableName,
      Key: userKey(userPseudonym),
      UpdateExpression: 'SET #isCounted = :one',
      ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#isCounted)',
      ...placeholders(['pk', 'isCounted'], { one: 1 }),
    },
  });

/** Deletes the item of a person who is counted, and takes the person out of the count. As {@link changeCount}. */
export const deleteCounted = (client: DynamoDBClient, TableName: string, userPseudonym: string): Promise<number> =>
  changeCount(client, TableName, -1, {
    Delete: {
      TableName,
      Key: userKey(userPseudonym),
      ConditionExpression: 'attribute_exists(#isCounted)',
      ...placeholders(['isCounted']),
    },
  });

/** Of changes that come at once all but one are refused: enough attempts for as many people within some milliseconds. */
const maxAttempts = 8;

/**
 * Changes the count together with a person's item, in one transaction. So it is the count of the items with a mark, also
 * where a request is repeated or its process dies.
 *
 * @param client - Credentials need `dynamodb:UpdateItem`, or also `dynamodb:DeleteItem`, on the table.
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
