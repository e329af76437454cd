import { alarmedEvents } from '@pulso/contracts/naming';
import { chatRunIdOf } from '@pulso/contracts/run-requests';
import { type Log } from '@pulso/logging';
import { type Html, html, joinHtml } from '@pulso/telegram-html';
import { type EditOutcome } from '@pulso/telegram-outcomes';
import { botTextsOf } from '@pulso/texts';

import { type AnswerResult } from './answer-result';
import { askTwice, lastAttempt } from './ask-twice';
import { type Replies, type StartRun } from './ports';
import { type WantedReport } from './report-command';
import { settleFailure } from './settle-failure';
import { type RequestContext } from './user-request';

export interface StartReportDeps {
  readonly startRun: StartRun;
  readonly log: Log;
}

/** An owner's wish for a report, by a command or a button. */
export interface ReportRequest extends WantedReport {
  readonly updateId: number;
  /** Also the id of the private chat with the person. */
  readonly userId: number;
  readonly languageCode: string | undefined;
  /** Of the private chat, where the request came from one. */
  readonly topicId?: number | undefined;
  /** A time that is the same for every delivery of the update, epoch ms. */
  readonly requestedAtMs: number;
}

/**
 * Posts a placeholder in the private chat with the person who asks and starts the run whose updates edit it.
 *
 * The run's identity and window come from the person, the report and the minute of the request, so that however often
 * the update is handled, it is one run over one window. A second request in that minute joins the run under way, which
 * points from its placeholder to the first one.
 *
 * A run needs the id of a placeholder. So when it is unknown whether one was posted, another is posted; the same when its
 * promise of a report could not be withdrawn. A second placeholder does little harm.
 *
 * While it is unknown whether the run was accepted, its placeholder is not edited here: the run may have put its report
 * there by then, and would not put it there again. Telegram delivers the update again instead, with another placeholder;
 * if the run exists after all, it shows its report in one of them and points there from the others. The last attempt has
 * to word its placeholder before it knows the answer, so that text is true with and without a run.
 *
 * @returns With the outcome `reply-failed` where the bot may not write to the person in private.
 */
export async function startReport(
  request: ReportRequest,
  { userPseudonym, attempt }: RequestContext,
  replies: Replies,
  { startRun, log }: StartReportDeps,
): Promise<AnswerResult> {
  const { updateId, userId: chatId, topicId, languageCode, reportId, windowsAgo, requestedAtMs } = request;
  const texts = botTextsOf(languageCode).report;
  const requestId = requestIdOf(userPseudonym, windowsAgo, requestedAtMs);
  const logFields = { runId: chatRunIdOf(reportId, requestId), updateId, attempt };
  const askAgain = html`${texts.askAgainLater}`;

  const isLastAttempt = attempt >= lastAttempt;
  const preparing = html`${texts.preparing}`;
  const text = isLastAttempt ? joinHtml([preparing, askAgain]) : preparing;
  const placeholder = await replies.sendMessage({ chatId, text, ...(topicId === undefined ? {} : { topicId }) });
  if (placeholder.status !== 'sent') {
    const settled = settleFailure(placeholder, updateId, log);
    if (placeholder.status !== 'unknown') return settled;
    if (!isLastAttempt) return { type: 'try-again' };
    // An earlier placeholder may be there and promise a report for which no run was started.
    log.error(alarmedEvents.runStartUnknown, { ...logFields, reason: placeholder.reason });
    return settled;
  }

  const { messageId } = placeholder;
  const result = await askTwice(startRun, {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'chat',
      requestId,
      requestedAtMs,
      chatId: String(chatId),
      messageId,
      ...(languageCode === undefined ? {} : { language: languageCode }),
      ...(windowsAgo === 0 ? {} : { windowsAgo }),
    },
  });
  switch (result.type) {
    case 'accepted':
      log.info('run-requested', logFields);
      return { type: 'settled', outcome: 'answered' };
    case 'refused': {
      log.error('run-not-started', { ...logFields, reason: result.reason });
      const notStarted =
        attempt === 1 ? html`${texts.notStarted}` : joinHtml([html`${texts.notStartedFromHere}`, askAgain]);
      const admitted = await admitFailure({ chatId, messageId }, notStarted, replies);
      return admitted || isLastAttempt ? { type: 'settled', outcome: 'failed' } : { type: 'try-again' };
    }
    case 'unknown': {
      const fields = { ...logFields, reason: result.reason };
      if (!isLastAttempt) {
        log.warn('run-start-unknown', fields);
        return { type: 'try-again' };
      }
      log.error(alarmedEvents.runStartUnknown, fields);
      return { type: 'settled', outcome: 'failed' };
    }
    default:
      return result satisfies never;
  }
}

/**
 * Tells one run of a report from the others: by the chat, the window and the minute, in which the window ends. The id of
 * the report is already a part of the run's id.
 */
function requestIdOf(chatPseudonym: string, windowsAgo: number, requestedAtMs: number): string {
  const minute = new Date(requestedAtMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  return `${chatPseudonym}-${minute}Z${windowsAgo === 0 ? '' : `-${windowsAgo}`}`;
}

/**
 * Withdraws the promise of a placeholder that no run will edit. An edit may be repeated freely, so one that was lost or
 * not sent gets a second try.
 *
 * @returns Whether the chat has been told, or can't be.
 */
async function admitFailure(
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  text: Html,
  replies: Replies,
): Promise<boolean> {
  const edit = { chatId, messageId, text };
  const first = await replies.editMessage(edit);
  if (!mayBeUntold(first)) return true;
  return !mayBeUntold(await replies.editMessage(edit));
}

const untold: ReadonlySet<EditOutcome['status']> = new Set(['unknown', 'not-sent', 'rate-limited', 'unauthorized']);

const mayBeUntold = ({ status }: EditOutcome): boolean => untold.has(status);
