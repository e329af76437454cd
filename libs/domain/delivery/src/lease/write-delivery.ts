import { deliveryRetentionDays } from '@pulso/contracts/envelope';
import { fullJitterMs } from '@pulso/kit/time';

import { type StoreDeps } from '../ports/deliver-deps';
import { type Delivery, type DeliveryKey, type DeliveryWrite } from '../ports/delivery-store';

const keptForSeconds = deliveryRetentionDays * 24 * 3600;

export const retryBounds = { baseMs: 100, capMs: 1_000 };
const maxWriteAttempts = 3;

/**
 * Writes a delivery if no other write has followed the one with the token `replaces`.
 *
 * @returns The token of the write; undefined when another process has written meanwhile.
 * @throws What the store throws, after three attempts. Retryable.
 */
export async function writeDelivery(
  key: DeliveryKey,
  delivery: Delivery,
  replaces: string | undefined,
  { store, clock, random, newToken }: StoreDeps,
): Promise<string | undefined> {
  const token = newToken();
  const expiresAtSeconds = Math.ceil(clock.nowMs() / 1000) + keptForSeconds;
  const request: DeliveryWrite = { delivery, token, replaces, expiresAtSeconds };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await store.write(key, request)) === 'written' ? token : undefined;
    } catch (error) {
      // The same write again: losing what Telegram has just answered would cost a repeated message.
      if (attempt + 1 >= maxWriteAttempts) throw error;
      await clock.sleep(fullJitterMs(attempt, retryBounds, random));
    }
  }
}
