import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { putIf } from '@pulso/adapters/dynamodb-items';
import { type MeetUser } from '@pulso/domain/conversation';

import { aliasIn, toUserItem } from './user-key';

/**
 * Remembers in the users table which update was a person's first, on which day, and what stands for them in records, until
 * the person is forgotten.
 *
 * The item says nothing but that, so the table holds no person's id, name or text.
 *
 * @param client - Credentials need `dynamodb:PutItem` on the table.
 * @returns A function that throws what the client throws; retryable.
 */
export const createMeetUser =
  (client: DynamoDBClient, tableName: string): MeetUser =>
  async (userPseudonym, { updateId, day, alias }) => {
    const put = await putIf(client, {
      TableName: tableName,
      Item: toUserItem(userPseudonym, { firstUpdateId: updateId, firstSeenDay: day, alias }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if (put.type === 'written') return { isNew: true, firstSeenDay: day, alias };
    const { firstUpdateId, firstSeenDay } = put.existing;
    return {
      isNew: firstUpdateId?.N === String(updateId),
      firstSeenDay: Number(firstSeenDay?.N ?? day),
      alias: aliasIn(put.existing, userPseudonym),
    };
  };
