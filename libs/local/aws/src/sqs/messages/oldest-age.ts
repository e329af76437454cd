import { type EngineQueue } from '../fauxqs-engine';
import { visibleMessages } from './visible-messages';

/** A message that was received more often no longer counts. */
const maxReceiveCount = 3;

/** @returns The age of a queue's oldest message, as its metric shows it; 0 for none. Delayed ones do not count (unverified). */
export function oldestAgeSeconds(queue: EngineQueue): number {
  const inFlight = [...queue.inflightMessages.values()].map(({ message }) => message);
  const sentTimes = [...visibleMessages(queue), ...inFlight]
    .filter(({ approximateReceiveCount }) => approximateReceiveCount <= maxReceiveCount)
    .map(({ sentTimestamp }) => sentTimestamp);
  return sentTimes.length === 0 ? 0 : Math.floor((Date.now() - Math.min(...sentTimes)) / 1_000);
}
