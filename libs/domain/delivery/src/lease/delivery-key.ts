import { type KnownDestination, type TelegramDestination } from '@pulso/contracts/report-plan';

import { type DeliveryKey } from '../ports/delivery-store';

/**
 * Names the report's message at a destination. A chat, or a topic of one, has one per run, whichever placeholder came
 * with the request.
 */
export const deliveryKeyOf = (runId: string, destination: KnownDestination): DeliveryKey => ({
  runId,
  destinationKey: destinationKeyOf(destination),
  part: 0,
});

function destinationKeyOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId, messageThreadId } = destination;
  return messageThreadId === undefined ? `${type}:${chatId}` : `${type}:${chatId}/${messageThreadId}`;
}

/** Names the picture beside the report's message. */
export const chartKeyOf = (runId: string, destination: TelegramDestination): DeliveryKey => ({
  ...deliveryKeyOf(runId, destination),
  part: 1,
});

/** Names the item that all runs share for a chat: until when Telegram wants no calls. No run has the id `every-run`. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/**
 * Says in a log what kind of destination it was, and not which chat: chat ids are personal data, and a short hash of one
 * is found by trying all of them. The `deliveries` table has them by run. Names of lists and webhooks name no person.
 */
export function destinationKindOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId } = destination;
  const topic = destination.messageThreadId === undefined ? '' : '-topic';
  if (chatId.startsWith('-100') || chatId.startsWith('@')) return `${type}-channel-or-supergroup${topic}`;
  return chatId.startsWith('-') ? `${type}-group${topic}` : `${type}-private${topic}`;
}
