import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { putIf, toItem } from '@pulso/adapters/dynamodb-items';
import { type IsFirstRequest } from '@pulso/conversation';

/**
 * Remembers in the users table which update was a person's first, for ever, under `user#<pseudonym>`.
 *
 * The item says nothing but that, so the table holds no person's id, name or text.
 *
 * @param client - Credentials need `dynamodb:PutItem` on the table.
 * @returns A function that throws what the client throws; retryable.
 */
export const createIsFirstRequest =
  (client: DynamoDBClient, tableName: string): IsFirstRequest =>
  async (userPseudonym, updateId) => {
    const put = await putIf(client, {
      TableName: tableName,
      Item: toItem({ pk: `user#${userPseudonym}`, firstUpdateId: updateId }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    return put.type === 'written' || put.existing['firstUpdateId']?.N === String(updateId);
  };
