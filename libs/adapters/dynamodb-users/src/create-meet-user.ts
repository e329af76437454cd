import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type MeetUser } from '@pulso/domain/conversation';

import { findUser, writeCounted } from './counted-users';
import { aliasIn, toUserItem } from './user-key';

/**
 * Remembers in the users table which update was a person's first, on which day, and what stands for them in records, until
 * the person is forgotten; and how many people it remembers.
 *
 * The item says nothing but that, so the table holds no person's id, name or text. It is read first: almost all requests
 * are of people who are known, and a read costs a fifth of a write.
 *
 * @param client - Credentials need `dynamodb:GetItem`, `dynamodb:PutItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws; retryable.
 */
export function createMeetUser(client: DynamoDBClient, tableName: string): MeetUser {
  const meetUser: MeetUser = async (userPseudonym, first) => {
    const { updateId, day, alias } = first;
    const { item, peopleCount } = await findUser(client, tableName, userPseudonym);
    if (item) {
      const { firstUpdateId, firstSeenDay } = item;
      return {
        isNew: firstUpdateId?.N === String(updateId),
        firstSeenDay: Number(firstSeenDay?.N ?? day),
        alias: aliasIn(item, userPseudonym),
        peopleCount,
      };
    }
    const Item = toUserItem(userPseudonym, { firstUpdateId: updateId, firstSeenDay: day, alias });
    const Put = { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    const isWritten = await writeCounted(client, tableName, { Put }, 1);
    // Where another request of the same person was faster, its item is there by now.
    return isWritten
      ? { isNew: true, firstSeenDay: day, alias, peopleCount: peopleCount + 1 }
      : meetUser(userPseudonym, first);
  };
  return meetUser;
}
