import { advance, type NamedQueue } from '@pulso/world/sqs';

import { type QueuedMessage } from './sqs-service';

/** A message that was received more often no longer counts. */
const maxReceiveCount = 3;

/** @returns What is in a queue, oldest first. Nothing is received: visibility and receive counts stay as they are. */
export function peekMessages(queue: NamedQueue, nowMs: number): QueuedMessage[] {
  advance(queue, nowMs);
  return queue.messages
    .contents()
    .map(({ state, message: { receiptHandle: _handle, visibleAtMs, ...message } }) => ({
      ...message,
      state,
      ...(visibleAtMs !== undefined && { visibleAtMs }),
    }))
    .sort((left, right) => left.sentAtMs - right.sentAtMs);
}

/** @returns The age of a queue's oldest message, as its metric shows it; 0 for none. Delayed ones do not count (unverified). */
export function oldestAgeSeconds(queue: NamedQueue, nowMs: number): number {
  const sentTimes = peekMessages(queue, nowMs)
    .filter(({ state, receiveCount }) => state !== 'delayed' && receiveCount <= maxReceiveCount)
    .map(({ sentAtMs }) => sentAtMs);
  return sentTimes.length === 0 ? 0 : Math.floor((nowMs - Math.min(...sentTimes)) / 1_000);
}
