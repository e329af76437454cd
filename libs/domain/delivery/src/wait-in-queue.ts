import { maxDelaySeconds } from '@pulso/contracts/envelope';
import { type QueueMessage, receiveCountOf, sentAtMsOf } from '@pulso/kit/runtime';

import { type Later } from './events';

/** How a message waits in its queue. Milliseconds. */
export interface Wait {
  readonly waitedMs: number;
  /** How often the queue has brought it, this time included. */
  readonly receiveCount: number;
  /** How long its next pause lasts at least. Absent: it has waited for too long, and fails. */
  readonly shortestPauseMs: number | undefined;
  readonly longestPauseMs: number;
}

/** After it a message fails until the dead-letter queue has it, whose alarm rings. As long as the sweep repeats a report. */
const longestWaitMs = 24 * 60 * 60_000;

/** What an operator hears of, long before a message ends: readers look for a report that is finished. */
const alarmingWaitMs = 30 * 60_000;

/** A pause is at least this share of the wait before it, so that a day takes 45 of the receives that the queue allows. */
const ownPauseShare = 0.5;

/** The longest pauses. After four receives the queue's metric of the age leaves a message out. */
const longestPausesMs = { early: maxDelaySeconds * 1000, late: 60 * 60_000 };
const earlyReceiveCount = 3;

/** @returns How a message waits that has been received now. */
export function waitOf(message: QueueMessage, nowMs: number): Wait {
  // Not below 0: the queue's clock is another one.
  const waitedMs = Math.max(nowMs - sentAtMsOf(message), 0);
  const receiveCount = receiveCountOf(message);
  const longestPauseMs = longestPausesMs[receiveCount <= earlyReceiveCount ? 'early' : 'late'];
  const isOver = waitedMs > longestWaitMs;
  return {
    waitedMs,
    receiveCount,
    shortestPauseMs: isOver ? undefined : Math.ceil(Math.min(waitedMs * ownPauseShare, longestPauseMs)),
    longestPauseMs,
  };
}

/**
 * Gives the next pause: as long as is asked for, and longer the longer the message has waited, unless another process
 * is at the same work and ends soon.
 *
 * @returns Whole seconds, at least 1; what is left is waited for later.
 */
export const pauseSecondsOf = (
  { shortestPauseMs = 0, longestPauseMs }: Wait,
  { delayMs, isForHolder }: Pick<Later, 'delayMs' | 'isForHolder'>,
): number => {
  const wantedMs = isForHolder ? delayMs : Math.max(delayMs, shortestPauseMs);
  return Math.max(Math.ceil(Math.min(wantedMs, longestPauseMs) / 1000), 1);
};

/** Whether this pause is the first one that goes beyond what readers should wait for. A queue may bring a message late. */
export const isDelayedBy = ({ waitedMs, receiveCount }: Wait, pauseSeconds: number): boolean =>
  (receiveCount === 1 || waitedMs <= alarmingWaitMs) && waitedMs + pauseSeconds * 1000 > alarmingWaitMs;
