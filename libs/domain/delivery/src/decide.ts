import { defined } from '@pulso/kit/telegram';

import { onAnswered, onAnswerNotStored } from './answers';
import { type Delivery, messageToEdit } from './delivery';
import { type Attempt, type Decision, type DeliveryEvent, type Wanted, done } from './events';
import {
  awaitedOf,
  call,
  ended,
  giveUp,
  graceMs,
  isSpent,
  isUnchanged,
  leaseMs,
  log,
  sayAgainLater,
  sendAgainAtMs,
  unansweredEditOf,
  wait,
  waitForHolder,
  withoutLease,
  withoutWaiting,
} from './steps';

/**
 * One delivery as a machine: all rules about leases, intents, repeats and revisions, without I/O.
 *
 * | state         | `wanted` leads to                                          |
 * | ------------- | ---------------------------------------------------------- |
 * | ended         | done: its destination takes nothing, or it was replaced     |
 * | moved         | the same in the new chat                                   |
 * | shown         | done: the message shows this revision or a newer one        |
 * | to-say-again  | later: an edit without an answer may still cover it         |
 * | awaited       | done: another message of the queue brings it               |
 * | sent-elsewhere| done: a newer revision may be there, or no more is sent     |
 * | sending       | later: another process holds the lease                     |
 * | in-doubt      | later: a send without an answer may still arrive            |
 * | spent         | giving up: too many sends had no answer                    |
 * | open          | the lease, then the call                                   |
 *
 * `prepared`, `answered` and their like come from the holder of the lease, and hand back the attempt that they follow.
 */
export function decide(delivery: Delivery, event: DeliveryEvent, nowMs: number): Decision {
  switch (event.type) {
    case 'wanted':
      return onWanted(delivery, event, nowMs);
    case 'prepared':
      return onPrepared(delivery, event, nowMs);
    case 'not-drawn':
      return ended({ ...withoutLease(delivery), endedReason: event.reason });
    case 'answered':
      return onAnswered(delivery, event, nowMs);
    case 'answer-not-stored':
      return onAnswerNotStored(delivery, event.attempt);
    case 'replaced':
      return onReplaced(delivery, event.byRunId, nowMs);
    default:
      return event satisfies never;
  }
}

function onWanted(
  delivery: Delivery,
  { wanted, leaseId }: Extract<DeliveryEvent, { type: 'wanted' }>,
  nowMs: number,
): Decision {
  const { lease, unanswered, sendIntent, deliveredRevision, isRepeat } = delivery;
  const { revision, placeholderMessageId } = wanted;
  switch (stateOf(delivery, wanted, nowMs)) {
    case 'ended':
    case 'awaited':
      return ended(delivery);
    case 'moved': {
      const outcome = { status: 'moved', toChatId: delivery.movedToChatId ?? '' } as const;
      return ended(delivery, { ...outcome, isRepeat: sendIntent === true || isRepeat === true });
    }
    case 'shown':
    case 'to-say-again':
      return sayAgainLater(delivery, wanted, nowMs);
    case 'sent-elsewhere': {
      const hasNoPlaceholder = placeholderMessageId === undefined || placeholderMessageId === delivery.lostMessageId;
      return ended(delivery, hasNoPlaceholder ? done : { status: 'overtaken' });
    }
    case 'sending':
      return lease ? wait(delivery, wanted, waitForHolder(lease, nowMs), nowMs) : ended(delivery);
    case 'in-doubt':
      if (wanted.isProgress || !unanswered) return ended(delivery);
      return wait(delivery, wanted, { delayMs: sendAgainAtMs(unanswered) - nowMs }, nowMs);
    case 'spent':
      return giveUp(withoutWaiting(delivery), wanted);
    case 'open':
      break;
  }
  if (isUnchanged(delivery, wanted.record?.fingerprint) && !sendIntent) {
    const settled = { ...withoutLease(withoutWaiting(delivery)), deliveredRevision: revision };
    return ended(settled, done, [log('info', 'report-unchanged', wanted.logFields)]);
  }
  const inherited = wanted.unansweredEdit;
  const inheritedEdit = inherited && nowMs < inherited.untilMs ? inherited : undefined;
  const held: Delivery = {
    ...withoutWaiting(delivery),
    lease: { ...awaitedOf(wanted, nowMs + leaseMs), id: leaseId, takenAtMs: nowMs },
    ...defined({ unansweredEdit: unansweredEditOf(delivery) ?? inheritedEdit }),
  };
  const attempt: Attempt = {
    wanted,
    leaseId,
    earlier: defined({ sendIntent, unanswered, deliveredRevision }),
    messageId: messageToEdit(delivery, placeholderMessageId),
    messageThreadId: wanted.messageThreadId,
    isRepeat: wanted.isRepeat === true || sendIntent === true || isRepeat === true,
  };
  return wanted.preparesFirst
    ? { delivery: held, lines: [], next: { type: 'prepare', attempt } }
    : call(held, attempt, nowMs);
}

type State =
  | 'ended'
  | 'moved'
  | 'shown'
  | 'to-say-again'
  | 'awaited'
  | 'sent-elsewhere'
  | 'sending'
  | 'in-doubt'
  | 'spent'
  | 'open';

/**
 * Tells what a message of the queue finds.
 *
 * One for which another one waits in the queue need not wait: that one comes back until its revision is there. One that
 * only holds the lease may not: SQS may deliver a message once more after it was deleted.
 */
function stateOf(delivery: Delivery, wanted: Wanted, nowMs: number): State {
  const { deliveredRevision, lease, unanswered, unansweredEdit, waiting } = delivery;
  const { revision, placeholderMessageId, queued } = wanted;
  if (delivery.endedReason !== undefined) return 'ended';
  if (delivery.movedToChatId !== undefined) return 'moved';
  // What a late edit may cover is said once more, by a message that waits for it. Progress is followed by the report.
  const isSaidAgain = deliveredRevision === revision && unansweredEdit !== undefined && !wanted.isProgress;
  if (deliveredRevision !== undefined && deliveredRevision >= revision && !isSaidAgain) return 'shown';
  const isHeld = lease !== undefined && nowMs < lease.untilMs;
  // SQS may bring one message to two processes: while one of them is at it, the message is still needed.
  const isInHand = isHeld && lease.messageId === queued.messageId;
  const isOthers =
    waiting !== undefined &&
    waiting.messageId !== queued.messageId &&
    waiting.revision >= revision &&
    waiting.placeholderMessageId === placeholderMessageId;
  if (isOthers && !isInHand && nowMs < waiting.untilMs + graceMs) return 'awaited';
  const isSend = messageToEdit(delivery, placeholderMessageId) === undefined;
  const isSendSpent = isSend && isSpent(unanswered, revision);
  // Readers may have a newer one already. Its own message comes back for as long as that is not known.
  const isNewerSent = unanswered !== undefined && unanswered.revision > revision;
  if (isNewerSent || (isSendSpent && unanswered?.isGivenUp)) return 'sent-elsewhere';
  if (isHeld) return 'sending';
  if (isSaidAgain && nowMs < unansweredEdit.untilMs) return 'to-say-again';
  const mayArrive = unanswered !== undefined && !isSendSpent && nowMs < sendAgainAtMs(unanswered);
  if (isSend && delivery.sendIntent && (wanted.isProgress || mayArrive)) return 'in-doubt';
  return isSendSpent ? 'spent' : 'open';
}

function onPrepared(
  delivery: Delivery,
  { attempt, fingerprint }: Extract<DeliveryEvent, { type: 'prepared' }>,
  nowMs: number,
): Decision {
  const { wanted } = attempt;
  if (fingerprint === undefined) return call(delivery, attempt, nowMs);
  if (fingerprint === null || (delivery.messageId !== undefined && isUnchanged(delivery, fingerprint))) {
    return ended({ ...withoutLease(delivery), deliveredRevision: wanted.revision });
  }
  return call(delivery, { ...attempt, wanted: { ...wanted, record: { fingerprint } } }, nowMs);
}

/**
 * Ends a delivery whose report a later run is about to replace in its message: nothing of it, an answer that came late or
 * an edit that is repeated, may cover the newer report. While a process holds its lease, an edit may be on its way; the
 * newer report waits for that.
 */
function onReplaced(delivery: Delivery, byRunId: string, nowMs: number): Decision {
  const { lease, endedReason = 'a newer report has replaced it', replacedByRunId = byRunId } = delivery;
  if (lease && nowMs < lease.untilMs) return ended(delivery, { status: 'later', ...waitForHolder(lease, nowMs) });
  const unansweredEdit = unansweredEditOf(delivery);
  const outcome = { status: 'replaced', byRunId: replacedByRunId, unansweredEdit } as const;
  if (delivery.replacedByRunId !== undefined) return ended(delivery, outcome);
  return ended({ ...withoutLease(delivery), ...defined({ unansweredEdit }), endedReason, replacedByRunId }, outcome);
}
