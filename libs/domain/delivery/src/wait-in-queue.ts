import { alarmedEvents, maxDelaySeconds } from '@pulso/contracts/envelope';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import {
  errorFields,
  type Log,
  type LogFields,
  MessageWaitsError,
  type QueueMessage,
  receiveCountOf,
  type SettleBatchDeps,
  sentAtMsOf,
} from '@pulso/kit/runtime';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { WaitedTooLongError } from './errors';
import { type Later } from './events';

/** After this a message fails until the dead-letter queue has it. The sweep repeats a report for as long. */
const longestWaitMs = dayMs;

/** After this an alarm says that readers wait for a finished report. */
const alarmingWaitMs = 30 * minuteMs;

/** A pause is at least this share of the wait before it, so that a day takes 45 receives. */
const ownPauseShare = 0.5;

/** The longest pauses. After four receives SQS's metric of the age ignores a message. */
const longestPausesMs = { early: maxDelaySeconds * 1000, late: hourMs };
const earlyReceiveCount = 3;

/** @returns How a message that was received now waits. Without a shortest pause it has waited too long, and fails. */
export function waitOf(message: QueueMessage, nowMs: number) {
  // Not below 0: the queue's clock is another one.
  const waitedMs = Math.max(nowMs - sentAtMsOf(message), 0);
  const receiveCount = receiveCountOf(message);
  const longestPauseMs = longestPausesMs[receiveCount <= earlyReceiveCount ? 'early' : 'late'];
  const ownPauseMs = Math.ceil(Math.min(waitedMs * ownPauseShare, longestPauseMs));
  return { waitedMs, receiveCount, shortestPauseMs: waitedMs > longestWaitMs ? undefined : ownPauseMs, longestPauseMs };
}

export type Wait = ReturnType<typeof waitOf>;

/** Pauses of D10 need fewer receives. */
const usualReceiveCount = 5;

/**
 * Hides messages that have come back unusually often, a minute longer each time: after a death they wait so long. A
 * process that lives deletes them, or lets them wait as they must.
 */
export async function hideFromDeaths(
  messages: readonly QueueMessage[],
  { changeVisibility, log }: SettleBatchDeps,
): Promise<void> {
  const pauses = messages.map((message) => ({
    receiptHandle: message.receiptHandle,
    visibilityTimeoutSeconds: Math.min((receiveCountOf(message) - usualReceiveCount) * 60, maxDelaySeconds),
  }));
  const longer = pauses.filter((one) => one.visibilityTimeoutSeconds > reportUpdatesDelivery.visibilityTimeoutSeconds);
  if (longer.length === 0) return;
  await changeVisibility(longer).catch((error: unknown) => log.warn('visibility-not-changed', errorFields(error)));
}

/** The fields of each line about a delivery. */
export type DeliveryFields = LogFields & { readonly destination: string };

export interface Waiting {
  readonly runId: string;
  /** The fields of the alarm, if readers wait for it. */
  readonly awaited?: DeliveryFields | undefined;
}

/**
 * Makes a message wait in its queue: as long as asked, and longer the longer it has waited, unless it waits for another
 * process that ends soon.
 *
 * @throws {MessageWaitsError} Always, unless it has waited for a day: {@link WaitedTooLongError}.
 */
export function waitInQueue(wait: Wait, later: Later, { runId, awaited }: Waiting, log: Log): never {
  const { waitedMs, receiveCount, shortestPauseMs, longestPauseMs } = wait;
  if (shortestPauseMs === undefined) throw new WaitedTooLongError(runId, waitedMs);
  const wantedMs = later.isForHolder ? later.delayMs : Math.max(later.delayMs, shortestPauseMs);
  const visibilityTimeoutSeconds = Math.max(Math.ceil(Math.min(wantedMs, longestPauseMs) / 1000), 1);
  // The first pause beyond the limit rings. A queue may deliver a message late.
  const isFirst = receiveCount === 1 || waitedMs <= alarmingWaitMs;
  // Logged before the wait, so that a process that dies in between can't lose it.
  if (awaited && !later.isTidying && isFirst && waitedMs + visibilityTimeoutSeconds * 1000 > alarmingWaitMs) {
    log.error(alarmedEvents.deliveryDelayed, { ...awaited, waitedMs, visibilityTimeoutSeconds });
  }
  throw new MessageWaitsError(visibilityTimeoutSeconds);
}
