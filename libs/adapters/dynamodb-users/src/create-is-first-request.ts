import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type IsFirstRequest } from '@pulso/conversation';

import { putIf } from './conditional-write';

/**
 * Remembers in the users table which update was a person's first, for ever, under `user#<pseudonym>`.
 *
 * The item says nothing but that, so the table holds no id, name or text of anybody.
 *
 * @param client - Credentials need `dynamodb:PutItem` on the table.
 * @returns A function that throws whatever the client throws; retryable.
 */
export const createIsFirstRequest =
  (client: DynamoDBClient, tableName: string): IsFirstRequest =>
  async (userPseudonym, updateId) => {
    const firstUpdateId = { N: String(updateId) };
    const put = await putIf(client, tableName, {
      Item: { pk: { S: `user#${userPseudonym}` }, firstUpdateId },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    return put.type === 'written' || put.existing['firstUpdateId']?.N === firstUpdateId.N;
  };
