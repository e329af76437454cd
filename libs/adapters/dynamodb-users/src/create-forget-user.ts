import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ForgetUser } from '@pulso/domain/conversation';

import { aliasIn, userKey } from './user-key';

/**
 * Removes a person's item from the users table, at once, and tells which alias it held: the same call reads it.
 *
 * @param client - Credentials need `dynamodb:DeleteItem` on the table.
 * @returns A function that throws what the client throws; retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html an item that is missing is no
 *   error
 */
export const createForgetUser =
  (client: DynamoDBClient, tableName: string): ForgetUser =>
  async (userPseudonym) => {
    const Key = userKey(userPseudonym);
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName: tableName, Key, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes && aliasIn(Attributes, userPseudonym);
  };
