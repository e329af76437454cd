import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Delivery, type DeliveryKey, type DeliveryWrite, type StoredDelivery } from '@pulso/delivery';
import * as z from 'zod/mini';

import { MalformedDeliveryItemError } from './errors';

export type Item = Record<string, AttributeValue>;

const itemSchema = z.object({
  token: z.string(),
  lease: z.optional(z.object({ takenAtMs: z.number(), untilMs: z.number() })),
  sendIntent: z.optional(z.literal(true)),
  messageId: z.optional(z.number()),
  isRepeat: z.optional(z.literal(true)),
  placeholderLost: z.optional(z.literal(true)),
  movedToChatId: z.optional(z.string()),
  deliveredRevision: z.optional(z.number()),
  pausedUntilMs: z.optional(z.number()),
  endedReason: z.optional(z.string()),
});

/** Where a delivery is kept. All deliveries of a run share a partition, so that an operator sees them together. */
export const itemKeyOf = ({ runId, destinationKey, part }: DeliveryKey): Item =>
  marshall({ pk: `run#${runId}`, sk: `${destinationKey}#${part}` });

export const itemOf = (key: DeliveryKey, { delivery, token, expiresAtSeconds }: DeliveryWrite): Item => ({
  ...itemKeyOf(key),
  ...marshall({ ...delivery, token, expiresAtSeconds }, { removeUndefinedValues: true }),
});

/** @throws {MalformedDeliveryItemError} The item is not one that this adapter has written. Not retryable. */
export function storedDeliveryOf(item: Item): StoredDelivery {
  const result = z.safeParse(itemSchema, unmarshall(item));
  if (!result.success) throw new MalformedDeliveryItemError(result.error.issues.map(({ path }) => path.join('.')));
  const { token, ...delivery } = result.data;
  return { token, delivery: withoutUndefined(delivery) };
}

/** The schema's optional fields may be `undefined`; a delivery's are there or not. */
function withoutUndefined(fields: { [K in keyof Delivery]: Delivery[K] | undefined }): Delivery {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
