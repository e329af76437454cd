import { alarmedEvents, maxDelaySeconds } from '@pulso/contracts/envelope';
import {
  type Log,
  type LogFields,
  MessageWaitsError,
  type QueueMessage,
  receiveCountOf,
  sentAtMsOf,
} from '@pulso/kit/runtime';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { WaitedTooLongError } from './errors';
import { type Later } from './events';

/** After it a message fails until the dead-letter queue has it. The sweep repeats a report as long. */
const longestWaitMs = dayMs;

/** After it an operator hears that readers wait for a finished report. */
const alarmingWaitMs = 30 * minuteMs;

/** A pause is at least this share of the wait before it, so that a day takes 45 of the receives that the queue allows. */
const ownPauseShare = 0.5;

/** The longest pauses. After four receives the queue's metric of the age leaves a message out. */
const longestPausesMs = { early: maxDelaySeconds * 1000, late: hourMs };
const earlyReceiveCount = 3;

/** @returns How a message waits that has been received now. Without a shortest pause it has waited for too long, and fails. */
export function waitOf(message: QueueMessage, nowMs: number) {
  // Not below 0: the queue's clock is another one.
  const waitedMs = Math.max(nowMs - sentAtMsOf(message), 0);
  const receiveCount = receiveCountOf(message);
  const longestPauseMs = longestPausesMs[receiveCount <= earlyReceiveCount ? 'early' : 'late'];
  const ownPauseMs = Math.ceil(Math.min(waitedMs * ownPauseShare, longestPauseMs));
  return { waitedMs, receiveCount, shortestPauseMs: waitedMs > longestWaitMs ? undefined : ownPauseMs, longestPauseMs };
}

export type Wait = ReturnType<typeof waitOf>;

/** What each line about a delivery says. */
export type DeliveryFields = LogFields & { readonly destination: string };

export interface Waiting {
  readonly runId: string;
  /** What the log says of it, if readers wait for it. */
  readonly awaited?: DeliveryFields | undefined;
}

/**
 * Has a message wait in its queue: as long as is asked for, and longer the longer it has waited, unless another process is
 * at the same work and ends soon.
 *
 * @throws {MessageWaitsError} Always, unless it has waited for a day: {@link WaitedTooLongError}.
 */
export function waitInQueue(wait: Wait, later: Later, { runId, awaited }: Waiting, log: Log): never {
  const { waitedMs, receiveCount, shortestPauseMs, longestPauseMs } = wait;
  if (shortestPauseMs === undefined) throw new WaitedTooLongError(runId, waitedMs);
  const wantedMs = later.isForHolder ? later.delayMs : Math.max(later.delayMs, shortestPauseMs);
  const visibilityTimeoutSeconds = Math.max(Math.ceil(Math.min(wantedMs, longestPauseMs) / 1000), 1);
  // This pause is the first one beyond what readers should wait for. A queue may deliver a message late.
  const isFirst = receiveCount === 1 || waitedMs <= alarmingWaitMs;
  // Logged before the wait: a process that dies in between has said it.
  if (awaited && !later.isTidying && isFirst && waitedMs + visibilityTimeoutSeconds * 1000 > alarmingWaitMs) {
    log.error(alarmedEvents.deliveryDelayed, { ...awaited, waitedMs, visibilityTimeoutSeconds });
  }
  throw new MessageWaitsError(visibilityTimeoutSeconds);
}
