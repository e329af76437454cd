import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

import { type DeliveryStore } from '@pulso/domain/delivery';

import { placeholders } from '../items/placeholders';
import { putIf } from '../items/put-if';
import { itemKeyOf, itemOf, storedDeliveryOf } from './delivery-item';

/**
 * Keeps deliveries in a DynamoDB table with the keys `pk` and `sk` (text) and the TTL attribute `expiresAtSeconds`.
 *
 * A conditional write can take effect and still be reported as failed: its answer is lost, the SDK sends it again, and
 * the second attempt meets its own result. The failure therefore brings the item along, and the token in it tells.
 * Expired items that DynamoDB has not deleted yet are read like others: what they say is still true.
 *
 * Create the client with `maxAttempts: 2`; the queue retries everything else.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export const createDeliveryStore = (client: DynamoDBClient, tableName: string): DeliveryStore => ({
  read: async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: itemKeyOf(key), ConsistentRead: true }),
    );
    return Item && storedDeliveryOf(Item);
  },
  write: async (key, write) => {
    const put = await putIf(client, { TableName: tableName, Item: itemOf(key, write), ...conditionOf(write.replaces) });
    return put.type === 'written' || put.existing['token']?.S === write.token ? 'written' : 'changed';
  },
});

const conditionOf = (replaces: string | undefined) =>
  replaces === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: '#token = :replaces', ...placeholders(['token'], { replaces }) };
