import { alarmedEvents } from '@pulso/contracts/envelope';
import { defined, isTopicMissing } from '@pulso/kit/telegram';

import { adviceOf } from './advice';
import { type Delivery } from './delivery';
import { type Attempt, type CallOutcome, type Decision, type DeliveryEvent, done, media } from './events';
import {
  askAgain,
  call,
  end,
  giveUp,
  isSpent,
  knownSends,
  leaseMs,
  log,
  release,
  sendAgainAtMs,
  settle,
  show,
  unansweredLine,
  wait,
  withoutLease,
} from './steps';

export function onAnswered(
  delivery: Delivery,
  { attempt, outcome }: Extract<DeliveryEvent, { type: 'answered' }>,
  nowMs: number,
): Decision {
  const { wanted, messageId, isRepeat } = attempt;
  const { isProgress, logFields, medium } = wanted;
  switch (outcome.status) {
    case 'sent':
    case 'edited':
    case 'accepted':
      return onThere(delivery, attempt, outcome, nowMs);
    case 'message-lost': {
      if (wanted.isBackfilled && isReportShown(delivery)) {
        const settled = { ...settle(delivery, attempt), deliveredRevision: wanted.revision };
        return end(settled, done, log('info', 'report-not-missed', logFields));
      }
      return call(withoutMessage(delivery, attempt), { ...attempt, messageId: undefined }, nowMs);
    }
    case 'not-editable':
      if (isProgress) return endOrGoOn(delivery, attempt, 'rejected', outcome.description);
      return inNewMessage(delivery, attempt, outcome.description, nowMs);
    case 'migrated': {
      const { toChatId } = outcome;
      const moved = { ...release(delivery, attempt), movedToChatId: toChatId };
      return end(moved, { status: 'moved', toChatId, isRepeat });
    }
    case 'rejected':
      return onRejected(delivery, attempt, outcome, nowMs);
    case 'refused':
      return endOrGoOn(delivery, attempt, 'rejected', outcome.reason);
    case 'gone':
      return endOrGoOn(delivery, attempt, 'gone', outcome.reason);
    case 'postponed':
      return wait(release(delivery, attempt), wanted, outcome, nowMs);
    case 'failed':
      return end(release(delivery, attempt), outcome);
    case 'unknown': {
      const { reason } = outcome;
      if (messageId === undefined) return onUnansweredSend(delivery, attempt, reason, nowMs);
      // It keeps the lease, and edits once more when this edit can't arrive any more.
      const line = log('warn', 'edit-unanswered', { ...logFields, method: media[medium].edit, reason });
      return end(delivery, askAgain(delivery, wanted, { delayMs: leaseMs }), line);
    }
    default:
      return outcome satisfies never;
  }
}

/** A message shows it, or its readers have it: that answers every earlier send. */
function onThere(
  delivery: Delivery,
  attempt: Attempt,
  outcome: Extract<CallOutcome, { status: 'sent' | 'edited' | 'accepted' }>,
  nowMs: number,
): Decision {
  const { wanted, isRepeat } = attempt;
  const { revision, fingerprint, isPreliminary, shownEvent, logFields } = wanted;
  const { isPreliminary: _, unansweredEdit, ...settled } = settle(delivery, attempt);
  const known = { ...settled, ...defined({ fingerprint }), deliveredRevision: revision };
  if (outcome.status === 'accepted') {
    const { marker } = outcome;
    return end(known, done, log('info', shownEvent, { ...logFields, method: 'posted', isRepeat, marker }));
  }
  const messageId = outcome.status === 'sent' ? outcome.messageId : attempt.messageId;
  if (messageId === undefined) throw new TypeError('Telegram answered a send like an edit.');
  const isCovered = outcome.status === 'edited' && unansweredEdit !== undefined && nowMs < unansweredEdit.untilMs;
  const shown: Delivery = {
    ...known,
    messageId,
    ...(isPreliminary ? { isPreliminary } : {}),
    ...(isRepeat ? { isRepeat } : {}),
    ...(isCovered ? { unansweredEdit } : {}),
  };
  const isEditedAgain = delivery.messageId === messageId && delivery.deliveredRevision === revision;
  const event = isEditedAgain ? 'edit-repeated' : shownEvent;
  return show(shown, wanted, nowMs, log('info', event, { ...logFields, method: outcome.status, isRepeat }));
}

/** Whether the message shows a report, and not just progress or a notice. */
const isReportShown = ({ deliveredRevision, isPreliminary }: Delivery): boolean =>
  deliveredRevision !== undefined && !isPreliminary;

/** Tries again without the topic, as plain text, or in a new message. */
function onRejected(
  delivery: Delivery,
  attempt: Attempt,
  rejection: Extract<CallOutcome, { status: 'rejected' }>,
  nowMs: number,
): Decision {
  const { wanted, isPlain } = attempt;
  const { errorCode, description } = rejection;
  const { place } = wanted;
  if (wanted.isTopicOptional && place?.messageThreadId !== undefined && isTopicMissing(rejection)) {
    const elsewhere = { ...wanted, place: { ...place, messageThreadId: undefined } };
    return { delivery, lines: [], next: { type: 'call', attempt: { ...attempt, wanted: elsewhere } } };
  }
  const isAboutText = wanted.medium === 'text' && errorCode === 400 && adviceOf(description) === undefined;
  if (isAboutText && !isPlain) {
    // Most likely the markup is wrong, and numbers without bold are better than no report.
    const line = log('error', alarmedEvents.reportTextRejected, { ...wanted.logFields, description });
    return { delivery, lines: [line], next: { type: 'call', attempt: { ...attempt, isPlain: true } } };
  }
  // Telegram refused the plain text, too: the message is at fault.
  if (isAboutText && attempt.messageId !== undefined && !wanted.isProgress) {
    return inNewMessage(delivery, attempt, description, nowMs);
  }
  return endOrGoOn(delivery, attempt, 'rejected', `${errorCode} ${description}`);
}

/** Posts the report below its message, as a repeat if that may show a report. */
function inNewMessage(delivery: Delivery, attempt: Attempt, description: string, nowMs: number): Decision {
  const { isPlain: _, ...again } = attempt;
  const isRepeat = attempt.isRepeat || isReportShown(delivery) || (delivery.unansweredEdit?.revision ?? 0) > 0;
  // Stored as well, because the new message may have to wait.
  const left = { ...withoutMessage(delivery, attempt), ...(isRepeat ? { isRepeat } : {}) };
  const decision = call(left, { ...again, isRepeat, messageId: undefined }, nowMs);
  const line = log('warn', 'message-left', { ...attempt.wanted.logFields, description });
  return { ...decision, lines: [line, ...decision.lines] };
}

/** Forgets the message or placeholder, which can't be edited any more. */
const withoutMessage = ({ messageId, unansweredEdit: _, ...rest }: Delivery, { wanted }: Attempt): Delivery => ({
  ...rest,
  lostMessageId: rest.lostMessageId ?? messageId ?? wanted.placeholderMessageId,
});

/**
 * Ends the delivery, unless progress was refused: its report may be accepted.
 *
 * It is an error in a destination of the stage settings, and for a refused text. A person who left is none.
 */
function endOrGoOn(delivery: Delivery, attempt: Attempt, cause: 'gone' | 'rejected', reason: string): Decision {
  const { logFields, runAgain, isProgress } = attempt.wanted;
  const fields = { ...logFields, cause, reason };
  if (isProgress) return end(release(delivery, attempt), done, log('warn', 'progress-refused', fields));
  const advice = adviceOf(reason);
  const hasLeft = runAgain === undefined && (cause === 'gone' || advice !== undefined);
  const line = log(hasLeft ? 'warn' : 'error', alarmedEvents.deliveryEnded, {
    ...fields,
    ...(runAgain === undefined ? {} : { advice: `${advice ?? 'Look the reason up'}, then: ${runAgain}` }),
  });
  return end({ ...withoutLease(delivery), endedReason: `${cause}: ${reason}` }, done, line);
}

/**
 * Repeats an unanswered send later, or gives it up: neither Telegram nor SES recognizes a repeat. The intent keeps
 * others from sending while this call may still take effect.
 *
 * @see https://github.com/tdlib/telegram-bot-api/issues/482
 */
function onUnansweredSend(delivery: Delivery, { wanted }: Attempt, reason: string, nowMs: number): Decision {
  const unanswered = knownSends(delivery);
  if (isSpent(unanswered, wanted.revision)) return giveUp(delivery, wanted, reason);
  const free = withoutLease(delivery);
  const decision = wanted.isProgress
    ? end(free)
    : wait(free, wanted, { delayMs: sendAgainAtMs(unanswered) - nowMs }, nowMs);
  return { ...decision, lines: [unansweredLine(unanswered, wanted, reason)] };
}

/** An answer that can't be stored is lost: the next send says that it may be a repeat. */
export function onAnswerNotStored(delivery: Delivery, { wanted }: Attempt): Decision {
  const { unanswered } = delivery;
  if (!unanswered || isSpent(unanswered, wanted.revision)) return end(delivery);
  return end(delivery, done, unansweredLine(unanswered, wanted, 'The answer could not be stored.'));
}
