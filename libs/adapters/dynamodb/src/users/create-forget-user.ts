import { DeleteItemCommand, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type ForgetUser } from '@pulso/domain/conversation';
import { defined } from '@pulso/kit/telegram';

import { statesKey } from './create-command-states';
import { deleteCounted, readPeopleCount } from './people-count';
import { aliasIn, userKey } from './user-key';

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
    await deleteCounted(client, tableName, userPseudonym);
    // Also where the count could not be changed.
    await client.send(new DeleteItemCommand(item));
    const peopleCount = await readPeopleCount(client, tableName);
    return defined({ alias: Item && aliasIn(Item, userPseudonym), peopleCount });
  };
