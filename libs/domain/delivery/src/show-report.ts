import { alarmedEvents } from '@pulso/contracts/naming';
import { type Log, type LogFields } from '@pulso/logging';
import { plainTextOf } from '@pulso/report-rendering';
import { type Html, html } from '@pulso/telegram-html';

import { type BotApi } from './bot-api';
import { type CallDeps, type Settled, callTelegram } from './call-telegram';
import { UnansweredCallError } from './errors';
import { type Lease, type Moved, type Shown, messageIdOf } from './lease';
import { type DeliverOutcome, giveBack, recordEnd, recordShown, toNewMessage } from './record-outcome';

export interface ShowDeps extends CallDeps {
  readonly botApi: BotApi;
  readonly log: Log;
}

/** One revision of a report, or a notice in its place, as it shall be seen in one chat. */
export interface ReportToShow {
  readonly revision: number;
  readonly chatId: string;
  readonly placeholderMessageId: number | undefined;
  readonly silent: boolean;
  readonly text: Html;
  /** Renders the same, saying that it may be there twice. */
  readonly repeatedText: () => Html;
  /** Whether it may be there already, by what is known from elsewhere than this delivery. */
  readonly isRepeat: boolean;
  /** What the log calls it when it is shown. */
  readonly shownEvent: 'report-delivered' | 'chat-told';
  readonly logFields: LogFields;
}

/**
 * Makes a chat show a revision, under a lease: by an edit where there is a message, else by a new one.
 *
 * Every way out either stores what is known and gives the lease back, or throws with the lease in place because a call
 * may still take effect.
 */
export async function showReport(
  report: ReportToShow,
  lease: Lease,
  deps: ShowDeps,
): Promise<DeliverOutcome | Moved | Shown> {
  const { revision, logFields } = report;
  const isRepeat = report.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;
  let text = isRepeat ? report.repeatedText() : report.text;
  let isPlain = false;
  for (;;) {
    const messageId = messageIdOf(lease.delivery(), report.placeholderMessageId);
    const outcome = await showText(report, messageId, text, deps);
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
        // Most likely the markup: people rather read numbers without bold than nothing.
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

function showText(report: ReportToShow, messageId: number | undefined, text: Html, deps: ShowDeps): Promise<Settled> {
  const { chatId } = report;
  return callTelegram(
    chatId,
    () =>
      messageId === undefined
        ? deps.botApi.sendMessage({ chatId, html: text, silent: report.silent })
        : deps.botApi.editMessageText({ chatId, messageId, html: text }),
    deps,
  );
}
