import { alarmedEvents, type measuredEvents } from '@pulso/contracts/naming';
import { type LogFields } from '@pulso/logging';

import { adviceOf } from './advice-of';
import { callTelegram } from './call-telegram';
import { type DeliverOutcome, type Moved, type Shown } from './delivery-outcome';
import { UnansweredCallError } from './errors';
import { type Lease, messageIdOf } from './lease';
import { type Look, type Topic } from './look';
import { type Delivery, type DeliverDeps } from './ports';
import { giveBack, recordEnd, recordShown, toNewMessage } from './record-outcome';

/** One revision of a report, its chart, or a notice in its place. */
export interface ReportToShow {
  readonly revision: number;
  readonly silent: boolean;
  /** @param isRepeat - Whether it may be there twice, and has to say so. */
  readonly lookOf: (isRepeat: boolean) => Look;
  /** What the log calls it when it is shown. */
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  readonly logFields: LogFields;
  /** See {@link DeliveryEnd}. */
  readonly runAgain?: string | undefined;
  /** What is stored of it once it is shown. */
  readonly record?: Pick<Delivery, 'fingerprint'>;
}

/** Where it is shown. */
export interface Place extends Topic {
  readonly placeholderMessageId: number | undefined;
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
  const { revision, silent, logFields, runAgain } = report;
  const { chatId, messageThreadId } = place;
  const isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;
  let look = report.lookOf(isRepeat);
  for (;;) {
    const { send, edit, methods, plain } = look;
    const messageId = messageIdOf(lease.delivery(), place.placeholderMessageId);
    const call = () =>
      messageId === undefined
        ? send({ chatId, messageThreadId }, silent, deps.botApi)
        : edit(chatId, messageId, deps.botApi);
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
        return { status: 'shown', messageId: shownAs };
      }
      case 'message-lost':
        await lease.store(toNewMessage);
        break;
      case 'migrated':
        await lease.release({ movedToChatId: outcome.toChatId });
        return { status: 'moved', toChatId: outcome.toChatId, isRepeat };
      case 'rejected':
        if (!plain || outcome.errorCode !== 400 || adviceOf(outcome.description) !== undefined) {
          const reason = `${outcome.errorCode} ${outcome.description}`;
          return recordEnd(lease, { cause: 'rejected', reason, runAgain }, deps.log, logFields);
        }
        // Most likely the markup is at fault, and numbers without bold are better than no report.
        deps.log.error(alarmedEvents.reportTextRejected, { ...logFields, description: outcome.description });
        look = plain();
        break;
      case 'gone':
        return recordEnd(lease, { cause: 'gone', reason: outcome.reason, runAgain }, deps.log, logFields);
      case 'postponed':
      case 'failed':
        return giveBack(lease, outcome);
      case 'unknown':
        throw new UnansweredCallError(messageId === undefined ? methods.send : methods.edit, outcome.reason);
      default:
        return outcome satisfies never;
    }
  }
}
