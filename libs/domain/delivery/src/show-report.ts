import { alarmedEvents } from '@pulso/contracts/naming';
import { type LogFields } from '@pulso/logging';
import { plainTextOf } from '@pulso/report-rendering';
import { type Html, html } from '@pulso/telegram-html';

import { callTelegram } from './call-telegram';
import { type DeliverOutcome, type Moved, type Shown } from './delivery-outcome';
import { UnansweredCallError } from './errors';
import { type Lease, messageIdOf } from './lease';
import { type DeliverDeps } from './ports';
import { giveBack, recordEnd, recordShown, toNewMessage } from './record-outcome';

/** One revision of a report, or a notice in its place. */
export interface ReportToShow {
  readonly revision: number;
  readonly silent: boolean;
  readonly text: Html;
  /** Renders the same, saying that it may be there twice. */
  readonly repeatedText: () => Html;
  /** What the log calls it when it is shown. */
  readonly shownEvent: 'report-delivered' | 'chat-told';
  readonly logFields: LogFields;
}

/** Where it is shown. */
export interface Place {
  readonly chatId: string;
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
  const { revision, silent, logFields } = report;
  const { chatId } = place;
  const isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;
  let text = isRepeat ? report.repeatedText() : report.text;
  let isPlain = false;
  for (;;) {
    const messageId = messageIdOf(lease.delivery(), place.placeholderMessageId);
    const message = { chatId, html: text };
    const call = () =>
      messageId === undefined
        ? deps.botApi.sendMessage({ ...message, silent })
        : deps.botApi.editMessageText({ ...message, messageId });
    const outcome = await callTelegram(chatId, call, deps);
    switch (outcome.status) {
      case 'sent':
      case 'edited': {
        const shownAs = outcome.status === 'sent' ? outcome.messageId : messageId;
        if (shownAs === undefined) throw new TypeError('Telegram answered a sendMessage like an edit.');
        await recordShown(lease, {
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
        if (isPlain || outcome.errorCode !== 400) {
          const reason = `${outcome.errorCode} ${outcome.description}`;
          return recordEnd(lease, { cause: 'rejected', reason }, deps.log, logFields);
        }
        // Most likely the markup is at fault, and numbers without bold are better than no report.
        deps.log.error(alarmedEvents.reportTextRejected, { ...logFields, description: outcome.description });
        text = html`${plainTextOf(text)}`;
        isPlain = true;
        break;
      case 'gone':
        return recordEnd(lease, { cause: 'gone', reason: outcome.reason }, deps.log, logFields);
      case 'postponed':
      case 'failed':
        return giveBack(lease, outcome);
      case 'unknown':
        throw new UnansweredCallError(messageId === undefined ? 'sendMessage' : 'editMessageText', outcome.reason);
      default:
        return outcome satisfies never;
    }
  }
}
