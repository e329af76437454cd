import { type TelegramDestination } from '@pulso/contracts/destinations';

import { type DeliveryKey } from './ports';

/** Names the report's message at a destination. A chat has one per run, whichever placeholder came with the request. */
export const deliveryKeyOf = (runId: string, { type, chatId }: TelegramDestination): DeliveryKey => ({
  runId,
  destinationKey: `${type}:${chatId}`,
  part: 0,
});

/** Names the item that all runs share for a chat: until when Telegram wants no calls. No run has the id `every-run`. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/**
 * Says in a log what kind of destination it was, and not which: chat ids are personal data, and a short hash of one is
 * found by trying all of them. The `deliveries` table has them by run.
 */
export function destinationKindOf({ type, chatId }: TelegramDestination): string {
  if (chatId.startsWith('-100') || chatId.startsWith('@')) return `${type}-channel-or-supergroup`;
  return chatId.startsWith('-') ? `${type}-group` : `${type}-private`;
}
