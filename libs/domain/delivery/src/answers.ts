import { alarmedEvents } from '@pulso/contracts/envelope';
import { isTopicMissing } from '@pulso/kit/telegram';

import { adviceOf } from './advice';
import { type Delivery } from './delivery';
import { type Attempt, type CallOutcome, type Decision, type DeliveryEvent, done } from './events';
import {
  askAgain,
  call,
  ended,
  isReportShown,
  isSpent,
  giveUp,
  knownSends,
  leaseMs,
  log,
  release,
  sayAgainLater,
  sendAgainAtMs,
  settle,
  unansweredLine,
  wait,
  withoutLease,
  withoutMessage,
} from './steps';

/** The holder of the lease tells how its call ended. */
export function onAnswered(
  delivery: Delivery,
  { attempt, outcome }: Extract<DeliveryEvent, { type: 'answered' }>,
  nowMs: number,
): Decision {
  const { wanted, messageId } = attempt;
  const { isProgress, logFields } = wanted;
  switch (outcome.status) {
    case 'sent':
    case 'edited':
    case 'accepted':
      return onThere(delivery, attempt, outcome, nowMs);
    case 'message-lost': {
      if (wanted.isRecounted && isReportShown(delivery)) {
        const settled = { ...settle(delivery, attempt), deliveredRevision: wanted.revision };
        return ended(settled, done, [log('info', 'report-not-missed', logFields)]);
      }
      return call(withoutMessage(delivery, attempt), { ...attempt, messageId: undefined }, nowMs);
    }
    case 'not-editable':
      if (isProgress) return endOrGoOn(delivery, attempt, 'rejected', outcome.description);
      return inNewMessage(delivery, attempt, outcome.description, nowMs);
    case 'migrated': {
      const moved = { status: 'moved', toChatId: outcome.toChatId, isRepeat: attempt.isRepeat } as const;
      return ended({ ...release(delivery, attempt), movedToChatId: outcome.toChatId }, moved);
    }
    case 'rejected':
      return onRejected(delivery, attempt, outcome, nowMs);
    case 'refused':
    case 'gone':
      return endOrGoOn(delivery, attempt, outcome.status === 'gone' ? 'gone' : 'rejected', outcome.reason);
    case 'postponed':
      return wait(release(delivery, attempt), wanted, outcome, nowMs);
    case 'failed':
      return ended(release(delivery, attempt), outcome);
    case 'unknown':
      if (messageId === undefined) return onUnansweredSend(delivery, attempt, outcome.reason, nowMs);
      // It says the same once more when it can't come too late any more. Until then it keeps the lease.
      return ended(delivery, askAgain(delivery, wanted, { delayMs: leaseMs }), [
        log('warn', 'edit-unanswered', { ...logFields, method: wanted.methods.edit, reason: outcome.reason }),
      ]);
    default:
      return outcome satisfies never;
  }
}

/** A message shows what was wanted, or its readers have it: that answers every earlier send. */
function onThere(
  delivery: Delivery,
  attempt: Attempt,
  outcome: Extract<CallOutcome, { status: 'sent' | 'edited' | 'accepted' }>,
  nowMs: number,
): Decision {
  const { wanted, isRepeat } = attempt;
  const { revision, record, shownEvent, logFields } = wanted;
  const { isPreliminary: _, unansweredEdit, ...settled } = settle(delivery, attempt);
  const known = { ...settled, ...record, deliveredRevision: revision };
  if (outcome.status === 'accepted') {
    const { marker } = outcome;
    return ended(known, done, [log('info', shownEvent, { ...logFields, method: 'posted', isRepeat, marker })]);
  }
  const messageId = outcome.status === 'sent' ? outcome.messageId : attempt.messageId;
  if (messageId === undefined) throw new TypeError(`Telegram answered a ${wanted.methods.send} like an edit.`);
  const isCovered = outcome.status === 'edited' && unansweredEdit !== undefined && nowMs < unansweredEdit.untilMs;
  const shown: Delivery = {
    ...known,
    messageId,
    ...(isRepeat ? { isRepeat } : {}),
    ...(isCovered ? { unansweredEdit } : {}),
  };
  const isSaidAgain = delivery.messageId === messageId && delivery.deliveredRevision === revision;
  const event = isSaidAgain ? 'edit-repeated' : shownEvent;
  return {
    ...sayAgainLater(shown, wanted, nowMs),
    lines: [log('info', event, { ...logFields, method: outcome.status, isRepeat })],
  };
}

/** What Telegram refuses for good as it was, it may take without its topic, as plain text, or as a new message. */
function onRejected(
  delivery: Delivery,
  attempt: Attempt,
  rejection: Extract<CallOutcome, { status: 'rejected' }>,
  nowMs: number,
): Decision {
  const { wanted, messageThreadId, isPlain } = attempt;
  const { errorCode, description } = rejection;
  if (wanted.isTopicOptional && messageThreadId !== undefined && isTopicMissing(rejection)) {
    return { delivery, lines: [], next: { type: 'call', attempt: { ...attempt, messageThreadId: undefined } } };
  }
  const isAboutText = wanted.isText && errorCode === 400 && adviceOf(description) === undefined;
  if (isAboutText && !isPlain) {
    // Most likely the markup is at fault, and numbers without bold are better than no report.
    const line = log('error', alarmedEvents.reportTextRejected, { ...wanted.logFields, description });
    return { delivery, lines: [line], next: { type: 'call', attempt: { ...attempt, isPlain: true } } };
  }
  // A text that is refused as plain text, too: then the message is at fault.
  if (isAboutText && attempt.messageId !== undefined && !wanted.isProgress) {
    return inNewMessage(delivery, attempt, description, nowMs);
  }
  return endOrGoOn(delivery, attempt, 'rejected', `${errorCode} ${description}`);
}

/** What the message shows stays, and the report comes below it: as a repeat if the message shows or may show a report. */
function inNewMessage(delivery: Delivery, attempt: Attempt, description: string, nowMs: number): Decision {
  const { isPlain: _, ...again } = attempt;
  const isRepeat = attempt.isRepeat || isReportShown(delivery) || (delivery.unansweredEdit?.revision ?? 0) > 0;
  // Stored as well: should the new message have to wait, nothing else tells that it repeats one.
  const left = { ...withoutMessage(delivery, attempt), ...(isRepeat ? { isRepeat } : {}) };
  const decision = call(left, { ...again, isRepeat, messageId: undefined }, nowMs);
  const line = log('warn', 'message-left', { ...attempt.wanted.logFields, description });
  return { ...decision, lines: [line, ...decision.lines] };
}

/**
 * Ends the delivery, unless it was progress that was refused: that says nothing about the report that follows.
 *
 * People who leave are no error. A destination of the stage's settings is one, for any reason: the bot was never let in,
 * most likely. So is a text that Telegram refuses.
 */
function endOrGoOn(delivery: Delivery, attempt: Attempt, cause: 'gone' | 'rejected', reason: string): Decision {
  const { logFields, runAgain, isProgress } = attempt.wanted;
  const fields = { ...logFields, cause, reason };
  if (isProgress) return ended(release(delivery, attempt), done, [log('warn', 'progress-refused', fields)]);
  const advice = adviceOf(reason);
  const hasLeft = runAgain === undefined && (cause === 'gone' || advice !== undefined);
  const line = log(hasLeft ? 'warn' : 'error', alarmedEvents.deliveryEnded, {
    ...fields,
    ...(runAgain === undefined ? {} : { advice: `${advice ?? 'Look the reason up'}, then: ${runAgain}` }),
  });
  return ended({ ...withoutLease(delivery), endedReason: `${cause}: ${reason}` }, done, [line]);
}

/**
 * Lets a send that got no answer be repeated later, or no more: each repetition may be one copy more for its readers. The
 * lease is given back: the intent to send keeps others from sending while this call may still take effect.
 *
 * Neither Telegram's sendMessage nor SES's SendEmail takes a key by which it would know a repetition.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://github.com/tdlib/telegram-bot-api/issues/482 for the `random_id` that bots are not given
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
function onUnansweredSend(delivery: Delivery, { wanted }: Attempt, reason: string, nowMs: number): Decision {
  const { revision, isProgress, methods } = wanted;
  const unanswered = knownSends(delivery);
  const failed = { method: methods.send, reason };
  if (isSpent(unanswered, revision)) return giveUp(delivery, wanted, failed);
  const decision = isProgress
    ? ended(withoutLease(delivery))
    : wait(withoutLease(delivery), wanted, { delayMs: sendAgainAtMs(unanswered) - nowMs }, nowMs);
  return { ...decision, lines: [unansweredLine(unanswered, wanted, failed)] };
}

/** An answer that could not be stored is lost as if it had not come: the next send says that it may be a repetition. */
export function onAnswerNotStored(delivery: Delivery, { wanted }: Attempt): Decision {
  const { unanswered } = delivery;
  if (!unanswered || isSpent(unanswered, wanted.revision)) return ended(delivery);
  const failed = { method: wanted.methods.send, reason: 'The answer could not be stored.' };
  return ended(delivery, done, [unansweredLine(unanswered, wanted, failed)]);
}
