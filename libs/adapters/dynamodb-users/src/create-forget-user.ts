import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ForgetUser } from '@pulso/domain/conversation';

import { findUser, writeCounted } from './counted-users';
import { aliasIn, userKey } from './user-key';

/**
 * Removes a person's item from the users table, at once, and tells which alias it held.
 *
 * @param client - Credentials need `dynamodb:GetItem`, `dynamodb:DeleteItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws; retryable.
 */
export const createForgetUser =
  (client: DynamoDBClient, tableName: string): ForgetUser =>
  async (userPseudonym) => {
    const { item, peopleCount } = await findUser(client, tableName, userPseudonym);
    if (!item) return { peopleCount };
    const Delete = {
      TableName: tableName,
      Key: userKey(userPseudonym),
      ConditionExpression: 'attribute_exists(pk)',
    };
    const isGone = await writeCounted(client, tableName, { Delete }, -1);
    return { alias: aliasIn(item, userPseudonym), peopleCount: isGone ? peopleCount - 1 : peopleCount };
  };
