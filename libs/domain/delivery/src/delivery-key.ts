import { type Destination } from '@pulso/contracts/report-plan';

import { type DeliveryKey } from './delivery-store';

/** Names the report's message at a destination. One chat has one, whatever placeholder it came with. */
export const deliveryKeyOf = (runId: string, { type, chatId }: Destination): DeliveryKey => ({
  runId,
  destinationKey: `${type}:${chatId}`,
  part: 0,
});

/** Names what is known about a chat for all runs: until when Telegram wants it left alone. No run's id is like this. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/**
 * Says in a log what kind of destination it was. Not which: chat ids are personal data, and a short hash of one is
 * found by trying all of them. The `deliveries` table has them by run.
 */
export function destinationKindOf({ type, chatId }: Destination): string {
  if (chatId.startsWith('-100') || chatId.startsWith('@')) return `${type}-channel-or-supergroup`;
  return chatId.startsWith('-') ? `${type}-group` : `${type}-private`;
}
