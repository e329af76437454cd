import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { type DeliveryKey, type DeliveryStore, type DeliveryWrite, type StoredDelivery } from '@pulso/domain/delivery';

import { type Item, putIf, readItem, toItem, valuesOf } from './items';

/**
 * Keeps deliveries in a DynamoDB table with the keys `pk` and `sk` (text) and the TTL attribute `expiresAtSeconds`.
 *
 * A conditional write can take effect and still be reported as failed: its answer is lost, the SDK sends it again, and
 * the second attempt meets its own result. So the failure returns the item, whose token shows who wrote it.
 * Expired items that DynamoDB has not deleted yet are read like others: they are still true.
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
    : { ConditionExpression: '#token = :replaces', ...valuesOf({ replaces }) };

const awaited = {
  messageId: z.string(),
  revision: z.number(),
  placeholderMessageId: z.optional(z.number()),
  untilMs: z.number(),
};

export const deliverySchema = z.object({
  token: z.string(),
  lease: z.optional(z.object({ ...awaited, id: z.string(), takenAtMs: z.number() })),
  sendIntent: z.optional(z.literal(true)),
  unanswered: z.optional(
    z.object({
      revision: z.number(),
      count: z.number(),
      runCount: z.number(),
      atMs: z.number(),
      isGivenUp: z.optional(z.literal(true)),
    }),
  ),
  waiting: z.optional(z.object(awaited)),
  messageId: z.optional(z.number()),
  unansweredEdit: z.optional(z.object({ revision: z.number(), untilMs: z.number() })),
  isRepeat: z.optional(z.literal(true)),
  lostMessageId: z.optional(z.number()),
  movedToChatId: z.optional(z.string()),
  deliveredRevision: z.optional(z.number()),
  isPreliminary: z.optional(z.literal(true)),
  fingerprint: z.optional(z.string()),
  pausedUntilMs: z.optional(z.number()),
  endedReason: z.optional(z.string()),
  replacedByRunId: z.optional(z.string()),
});

/** The key of a delivery. All deliveries of a run share a partition, so that an operator sees them together. */
export const itemKeyOf = ({ runId, destinationKey, part }: DeliveryKey): Item =>
  toItem({ pk: `run#${runId}`, sk: `${destinationKey}#${part}` });

const itemOf = (key: DeliveryKey, { delivery, token, expiresAtSeconds }: DeliveryWrite): Item => ({
  ...itemKeyOf(key),
  ...toItem({ ...delivery, token, expiresAtSeconds }),
});

/** @throws {MalformedItemError} This adapter did not write the item. Not retryable. */
export function storedDeliveryOf(item: Item): StoredDelivery {
  // Errors must not show the key, which names a chat.
  const { token, ...delivery } = readItem(deliverySchema, item, 'of a delivery');
  return { token, delivery };
}
