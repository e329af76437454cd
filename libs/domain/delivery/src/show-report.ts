import { alarmedEvents, type measuredEvents } from '@pulso/contracts/naming';
import { type LogFields } from '@pulso/logging';
import { isTopicMissing } from '@pulso/telegram-outcomes';

import { adviceOf } from './advice-of';
import { callTelegram } from './call-telegram';
import { type DeliverOutcome, type Moved, type Shown, done } from './delivery-outcome';
import { UnansweredCallError } from './errors';
import { type Lease, messageIdOf, withoutIntent } from './lease';
import { type Look, type Topic } from './look';
import { type Delivery, type DeliverDeps } from './ports';
import { type DeliveryEnd, giveBack, recordEnd, recordShown, toNewMessage } from './record-outcome';

/** One revision of a report, its chart, or a notice in its place. */
export interface ReportToShow {
  readonly revision: number;
  /** @param isRepeat - Whether it may be there twice, and has to say so. */
  readonly lookOf: (isRepeat: boolean) => Look;
  /** A refusal of progress ends nothing: what is refused now says nothing about the report that follows. */
  readonly isProgress?: boolean;
  /** Counts of it were counted again: a reader who has deleted the report is not shown it once more for that. */
  readonly isRecounted?: boolean;
  /** What the log calls it when it is shown. */
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  readonly logFields: LogFields;
  /** See {@link DeliveryEnd}. */
  readonly runAgain?: string | undefined;
  /** What is stored of it once it is shown. */
  readonly record?: Pick<Delivery, 'fingerprint' | 'isPreliminary'>;
}

/** Where it is shown. */
export interface Place extends Topic {
  readonly placeholderMessageId: number | undefined;
  /** Whether a topic that Telegram does not find is left out, and does not end the delivery. */
  readonly isTopicOptional: boolean;
  /** Whether it may be there already, by what is known from elsewhere than this delivery. */
  readonly isRepeat: boolean;
}

/**
 * Makes a chat show a revision, under a lease: by an edit where there is a message, else by a new one.
 *
 * Every way out either stores what is known and gives the lease back, or throws with the lease in place because a call
 * may still take effect.
 */
export async function showReport(
  report: ReportToShow,
  place: Place,
  lease: Lease,
  deps: DeliverDeps,
): Promise<DeliverOutcome | Moved | Shown> {
  const { revision, logFields, runAgain, isProgress } = report;
  const { chatId } = place;
  let { messageThreadId } = place;
  let isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;
  let look = report.lookOf(isRepeat);
  // A picture has no plain look.
  const isText = look.plain !== undefined;
  for (;;) {
    const { send, edit, methods, plain } = look;
    const messageId = messageIdOf(lease.delivery(), place.placeholderMessageId);
    const call = () =>
      messageId === undefined ? send({ chatId, messageThreadId }, deps.botApi) : edit(chatId, messageId, deps.botApi);
    const outcome = await callTelegram(chatId, call, deps);
    switch (outcome.status) {
      case 'sent':
      case 'edited': {
        const shownAs = outcome.status === 'sent' ? outcome.messageId : messageId;
        if (shownAs === undefined) throw new TypeError(`Telegram answered a ${methods.send} like an edit.`);
        await recordShown(lease, {
          ...report.record,
          messageId: shownAs,
          deliveredRevision: revision,
          ...(isRepeat ? { isRepeat } : {}),
        });
        deps.log.info(report.shownEvent, { ...logFields, method: outcome.status, isRepeat });
        return { status: 'shown', messageId: shownAs, placeholderLost: lease.delivery().placeholderLost };
      }
      case 'message-lost':
        if (report.isRecounted && isReportShown(lease.delivery())) {
          await lease.store((delivery) => ({ ...withoutIntent(delivery), deliveredRevision: revision }));
          deps.log.info('report-not-missed', logFields);
          return done;
        }
        await lease.store(toNewMessage);
        break;
      case 'migrated':
        await lease.release({ movedToChatId: outcome.toChatId });
        return { status: 'moved', toChatId: outcome.toChatId, isRepeat };
      case 'rejected': {
        const { errorCode, description } = outcome;
        if (place.isTopicOptional && messageThreadId !== undefined && isTopicMissing(outcome)) {
          messageThreadId = undefined;
          break;
        }
        const isAboutText = errorCode === 400 && adviceOf(description) === undefined;
        if (isAboutText && plain) {
          // Most likely the markup is at fault, and numbers without bold are better than no report.
          deps.log.error(alarmedEvents.reportTextRejected, { ...logFields, description });
          look = plain();
        } else if (isAboutText && !isProgress && isText && messageId !== undefined) {
          // Then the message is at fault. What it shows stays, and the report comes below it.
          deps.log.warn('message-left', { ...logFields, description });
          isRepeat ||= isReportShown(lease.delivery());
          await lease.store(toNewMessage);
          look = report.lookOf(isRepeat);
        } else return end({ cause: 'rejected', reason: `${errorCode} ${description}`, runAgain });
        break;
      }
      case 'gone':
        return end({ cause: 'gone', reason: outcome.reason, runAgain });
      case 'postponed':
      case 'failed':
        return giveBack(lease, outcome);
      case 'unknown':
        throw new UnansweredCallError(messageId === undefined ? methods.send : methods.edit, outcome.reason);
      default:
        return outcome satisfies never;
    }
  }

  async function end(why: DeliveryEnd): Promise<DeliverOutcome> {
    if (!isProgress) return recordEnd(lease, why, deps.log, logFields);
    await lease.release();
    deps.log.warn('progress-refused', { ...logFields, cause: why.cause, reason: why.reason });
    return done;
  }
}

const isReportShown = ({ deliveredRevision, isPreliminary }: Delivery): boolean =>
  deliveredRevision !== undefined && !isPreliminary;
