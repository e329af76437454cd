import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { type Delivery } from '../ports/delivery-store';
import { type DeliverOutcome, type Moved, type Overtaken, type Shown, done } from './delivery-outcome';
import { type LeaseRequest, leavesPlaceholder, sendsAnew } from './lease';
import { isSpent, sendAgainAtMs } from './unanswered-sends';

/** How long after its time a message that waits may come, ms: after a crash its visibility timeout has to end. */
const graceMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

/**
 * Tells what stands in the way of a lease.
 *
 * A message for which another one waits in the queue need not wait: that one comes back until its revision is there.
 * One that only holds the lease may not: SQS may deliver a message once more after it was deleted.
 *
 * @param messageId - Of the message that asks.
 * @returns undefined when nothing does.
 */
export function obstacleOf(
  found: Delivery,
  request: LeaseRequest,
  nowMs: number,
  messageId: string,
): Shown | Overtaken | Moved | DeliverOutcome | undefined {
  const { endedReason, deliveredRevision, lease, lostMessageId, movedToChatId, sendIntent, isRepeat, waiting } = found;
  const { revision, placeholderMessageId } = request;
  if (endedReason !== undefined) return done;
  if (movedToChatId !== undefined)
    return { status: 'moved', toChatId: movedToChatId, isRepeat: sendIntent === true || isRepeat === true };
  if (deliveredRevision !== undefined && deliveredRevision >= revision)
    return { status: 'shown', leavesPlaceholder: leavesPlaceholder(found, placeholderMessageId) };
  const isHeld = lease !== undefined && nowMs < lease.untilMs;
  // SQS may bring one message to two processes: while one of them is at it, the message is still needed.
  const isInHand = isHeld && lease.messageId === messageId;
  const isOthers =
    waiting !== undefined &&
    waiting.messageId !== messageId &&
    waiting.revision >= revision &&
    waiting.placeholderMessageId === placeholderMessageId;
  if (isOthers && !isInHand && nowMs < waiting.untilMs + graceMs) return done;
  const isSend = sendsAnew(found, request);
  if (isSentElsewhere(found, revision) || (isSend && isSentNoMore(found, revision))) {
    return placeholderMessageId === undefined || placeholderMessageId === lostMessageId
      ? done
      : { status: 'overtaken' };
  }
  if (isHeld) return { status: 'later', delayMs: waitForHolderMs(lease, nowMs), isForHolder: true };
  return isSend && sendIntent ? obstacleInDoubt(found, request, nowMs) : undefined;
}

/** Readers may have a newer one already. Its own message comes back for as long as that is not known. */
const isSentElsewhere = ({ unanswered }: Delivery, revision: number): boolean =>
  unanswered !== undefined && unanswered.revision > revision;

const isSentNoMore = ({ unanswered }: Delivery, revision: number): boolean =>
  unanswered?.isGivenUp === true && isSpent(unanswered, revision);

/** A send may have arrived, or may still do so. */
function obstacleInDoubt(
  { unanswered }: Delivery,
  { revision, isProgress }: LeaseRequest,
  nowMs: number,
): DeliverOutcome | undefined {
  if (isProgress) return done;
  if (!unanswered || isSpent(unanswered, revision)) return undefined;
  const againAtMs = sendAgainAtMs(unanswered);
  return nowMs < againAtMs ? { status: 'later', delayMs: againAtMs - nowMs } : undefined;
}

/** Waits as long as the lease has been held: a live holder ends soon, and the lease of a dead one has to run out. */
export const waitForHolderMs = ({ takenAtMs, untilMs }: NonNullable<Delivery['lease']>, nowMs: number): number =>
  Math.min(Math.max(nowMs - takenAtMs, 1_000), 60_000, untilMs - nowMs);
