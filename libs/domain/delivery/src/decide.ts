import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { onAnswered, onAnswerNotStored } from './answers';
import { type Delivery, leavesPlaceholder, messageToEdit } from './delivery';
import { type Attempt, type Decision, type DeliveryEvent, type Wanted, media } from './events';
import {
  awaitedOf,
  call,
  end,
  giveUp,
  isSpent,
  leaseMs,
  log,
  sendAgainAtMs,
  show,
  unansweredEditOf,
  wait,
  waitForHolder,
  withoutLease,
  withoutWaiting,
} from './steps';

/**
 * One delivery as a state machine: all rules about leases, intents, repeats and revisions, without I/O.
 *
 * | state, in this order | `wanted` leads to                                                |
 * | -------------------- | ---------------------------------------------------------------- |
 * | ended                | done: the destination takes nothing, or another run replaced it  |
 * | moved                | the same in the new chat                                         |
 * | shown                | done: the message shows this revision or a newer one             |
 * | awaited              | done: another message of the queue delivers it                   |
 * | sent elsewhere       | done: a newer revision may have arrived, or this one is given up |
 * | sending              | later: another process holds the lease                           |
 * | covered              | later: an unanswered edit may still cover it                     |
 * | spent                | giving up: too many sends had no answer                          |
 * | in doubt             | later: an unanswered send may still arrive. Progress is done     |
 * | open                 | the lease, then the call                                         |
 *
 * The holder of the lease sends `prepared`, `not-prepared`, `answered` and `answer-not-stored`.
 */
export function decide(delivery: Delivery, event: DeliveryEvent, nowMs: number): Decision {
  switch (event.type) {
    case 'wanted':
      return onWanted(delivery, event, nowMs);
    case 'prepared':
      return onPrepared(delivery, event, nowMs);
    case 'not-prepared': {
      const { attempt, endedReason } = event;
      const known = endedReason === undefined ? { deliveredRevision: attempt.wanted.revision } : { endedReason };
      return end({ ...withoutLease(delivery), ...known });
    }
    case 'answered':
      return onAnswered(delivery, event, nowMs);
    case 'answer-not-stored':
      return onAnswerNotStored(delivery, event.attempt);
    case 'replaced':
      return onReplaced(delivery, event.byRunId, nowMs);
    case 'paused':
      return end(event.untilMs > (delivery.pausedUntilMs ?? 0) ? { pausedUntilMs: event.untilMs } : delivery);
    default:
      return event satisfies never;
  }
}

type Wants = Extract<DeliveryEvent, { type: 'wanted' }>;

function onWanted(delivery: Delivery, event: Wants, nowMs: number): Decision {
  const { wanted } = event;
  const { revision, placeholderMessageId, queued, isProgress } = wanted;
  const { deliveredRevision, lease, unanswered, unansweredEdit, movedToChatId: toChatId } = delivery;
  if (delivery.endedReason !== undefined) return end(delivery);
  if (toChatId !== undefined) return end(delivery, { status: 'moved', toChatId, isRepeat: mayBeThere(delivery) });
  // Progress is followed by the report, which covers a late edit anyway.
  const isEditedAgain = deliveredRevision === revision && unansweredEdit !== undefined && !isProgress;
  const isShown = deliveredRevision !== undefined && deliveredRevision >= revision;
  if (isShown && !isEditedAgain) return show(delivery, wanted, nowMs);
  const holder = lease !== undefined && nowMs < lease.untilMs ? lease : undefined;
  // SQS may deliver one message to two processes. While one works on it, the other must not delete it.
  if (isAwaited(delivery, wanted, nowMs) && holder?.messageId !== queued.messageId) return end(delivery);
  const isSend = messageToEdit(delivery, placeholderMessageId) === undefined;
  const isSendSpent = isSend && isSpent(unanswered, revision);
  // The message of a newer revision comes back until it is known whether it arrived.
  const isNewerSent = unanswered !== undefined && unanswered.revision > revision;
  if (isNewerSent || (isSendSpent && unanswered?.isGivenUp)) {
    const isLeft = placeholderMessageId !== undefined && placeholderMessageId !== delivery.lostMessageId;
    return end(delivery, { status: 'done', leavesPlaceholder: isLeft });
  }
  if (holder) return wait(delivery, wanted, waitForHolder(holder, nowMs), nowMs);
  if (isEditedAgain && nowMs < unansweredEdit.untilMs) return show(delivery, wanted, nowMs);
  if (isSend && delivery.sendIntent && isProgress) return end(delivery);
  if (isSendSpent) return giveUp(withoutWaiting(delivery), wanted);
  const delayMs = isSend && unanswered && delivery.sendIntent ? sendAgainAtMs(unanswered) - nowMs : 0;
  if (delayMs > 0) return wait(delivery, wanted, { delayMs }, nowMs);
  return takeLease(withoutWaiting(delivery), event, nowMs);
}

/** How late a waiting message may come back: after a crash its visibility timeout has to end. */
const graceMs = reportUpdatesDelivery.visibilityTimeoutSeconds * 1000;

type Asked = Pick<Wanted, 'revision' | 'placeholderMessageId'> & {
  readonly queued: Pick<Wanted['queued'], 'messageId'>;
};

/** Whether a further message in the queue would do nothing: a destination shows this, or will. */
export const isSettled = (delivery: Delivery, asked: Asked, nowMs: number): boolean =>
  isAwaited(delivery, asked, nowMs) ||
  ((delivery.deliveredRevision ?? -1) >= asked.revision && !leavesPlaceholder(delivery, asked.placeholderMessageId));

/**
 * Whether another message in the queue will deliver this. The holder of the lease does not count: SQS may have delivered
 * a deleted message.
 */
const isAwaited = ({ waiting }: Delivery, { revision, placeholderMessageId, queued }: Asked, nowMs: number): boolean =>
  waiting !== undefined &&
  waiting.messageId !== queued.messageId &&
  waiting.revision >= revision &&
  waiting.placeholderMessageId === placeholderMessageId &&
  nowMs < waiting.untilMs + graceMs;

const mayBeThere = ({ sendIntent, isRepeat }: Delivery): boolean => sendIntent === true || isRepeat === true;

function takeLease(delivery: Delivery, { wanted, leaseId }: Wants, nowMs: number): Decision {
  const { unanswered, sendIntent, deliveredRevision } = delivery;
  const { revision, placeholderMessageId, fingerprint, unansweredEdit: inherited, logFields } = wanted;
  if (isUnchanged(delivery, fingerprint) && !sendIntent) {
    const settled = { ...withoutLease(delivery), deliveredRevision: revision };
    return end(settled, undefined, log('info', 'report-unchanged', logFields));
  }
  const inheritedEdit = inherited && nowMs < inherited.untilMs ? inherited : undefined;
  const held: Delivery = {
    ...delivery,
    lease: { ...awaitedOf(wanted, nowMs + leaseMs), id: leaseId, takenAtMs: nowMs },
    ...defined({ unansweredEdit: unansweredEditOf(delivery) ?? inheritedEdit }),
  };
  const attempt: Attempt = {
    wanted,
    earlier: defined({ sendIntent, unanswered, deliveredRevision }),
    messageId: messageToEdit(delivery, placeholderMessageId),
    isRepeat: wanted.isRepeat === true || mayBeThere(delivery),
  };
  if (!media[wanted.medium].preparesFirst) return call(held, attempt, nowMs);
  return { delivery: held, lines: [], next: { type: 'prepare', attempt } };
}

const isUnchanged = ({ fingerprint, unansweredEdit }: Delivery, wanted: string | undefined): boolean =>
  wanted !== undefined && fingerprint === wanted && unansweredEdit === undefined;

function onPrepared(
  delivery: Delivery,
  { attempt, fingerprint }: Extract<DeliveryEvent, { type: 'prepared' }>,
  nowMs: number,
): Decision {
  const { wanted } = attempt;
  if (fingerprint === undefined) return call(delivery, attempt, nowMs);
  if (delivery.messageId !== undefined && isUnchanged(delivery, fingerprint)) {
    return end({ ...withoutLease(delivery), deliveredRevision: wanted.revision });
  }
  return call(delivery, { ...attempt, wanted: { ...wanted, fingerprint } }, nowMs);
}

/** Ends a delivery before a later run replaces its report. While a lease is held, an edit may be on its way. */
function onReplaced(delivery: Delivery, byRunId: string, nowMs: number): Decision {
  const { lease, endedReason = 'a newer report has replaced it', replacedByRunId } = delivery;
  if (lease && nowMs < lease.untilMs) return end(delivery, { status: 'later', ...waitForHolder(lease, nowMs) });
  if (replacedByRunId !== undefined) return end(delivery);
  const unansweredEdit = unansweredEditOf(delivery);
  return end({ ...withoutLease(delivery), ...defined({ unansweredEdit }), endedReason, replacedByRunId: byRunId });
}
