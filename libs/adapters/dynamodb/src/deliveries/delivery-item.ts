import * as z from 'zod/mini';

import { type Delivery, type DeliveryKey, type DeliveryWrite, type StoredDelivery } from '@pulso/domain/delivery';

import { type Item, toItem } from '../items/to-item';
import { type StoredItem, storedItem } from '../items/stored-item';
import { readItem } from '../items/read-item';

const awaited = {
  messageId: z.string(),
  revision: z.number(),
  placeholderMessageId: z.optional(z.number()),
  untilMs: z.number(),
};

const itemSchema = z.object({
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

/** Where a delivery is kept. All deliveries of a run share a partition, so that an operator sees them together. */
export const itemKeyOf = ({ runId, destinationKey, part }: DeliveryKey): Item =>
  toItem({ pk: `run#${runId}`, sk: `${destinationKey}#${part}` });

export const itemOf = (key: DeliveryKey, { delivery, token, expiresAtSeconds }: DeliveryWrite): Item => ({
  ...itemKeyOf(key),
  ...toItem({ ...delivery, token, expiresAtSeconds }),
});

/** @throws {MalformedItemError} The item is not one that this adapter has written. Not retryable. */
export function storedDeliveryOf(item: Item): StoredDelivery {
  // Not by its key, which names a chat.
  const { token, ...delivery } = readItem(itemSchema, item, 'of a delivery');
  return { token, delivery };
}

const sampleKey = { runId: 'run', destinationKey: 'destination', part: 0 };

/** The one kind of item in the table. */
export const deliveryItem: StoredItem = storedItem({
  name: 'a delivery',
  key: itemKeyOf(sampleKey),
  schema: itemSchema,
  write: ({ token, ...delivery }) =>
    itemOf(sampleKey, { delivery: delivery as Delivery, token, replaces: undefined, expiresAtSeconds: 1 }),
  read: storedDeliveryOf,
});
