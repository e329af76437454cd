import { alarmedEvents } from '@pulso/contracts/naming';
import { type RunRequest } from '@pulso/contracts/run-requests';
import { type Log } from '@pulso/logging';
import { type Html } from '@pulso/telegram-html';
import { type EditOutcome } from '@pulso/telegram-outcomes';

import { type AnswerResult } from './answer-result';
import { type Replies, type StartRun, type StartRunResult } from './ports';
import { lastPlaceholderText, notStartedAgainText, notStartedText, placeholderText } from './reply-texts';
import { sendFollowingMoves } from './send-following-moves';
import { settleFailure } from './settle-failure';
import { type MessageRequest, type RequestContext } from './user-request';

export interface StartReportDeps {
  readonly startRun: StartRun;
  readonly log: Log;
}

/** The report that `/report` asks for. The catalogue must have it. */
export const chatReportId = 'daily-usage';

/**
 * The last attempt to learn whether the run was accepted; each attempt makes two calls, over several seconds. Without a
 * last one, an outage would leave one more placeholder in the chat at every delivery.
 */
const lastAttempt = 3;

/**
 * Posts a placeholder and starts the run whose updates edit it.
 *
 * The run's identity and window come from the command's own message, so that however often the update is handled, it is
 * one run over one window. A run needs the id of a placeholder. So when it is unknown whether one was posted, another is
 * posted; the same when its promise of a report could not be withdrawn. A second placeholder does little harm.
 *
 * While it is unknown whether the run was accepted, its placeholder is not edited here: the run may have put its report
 * there by then, and would not put it there again. Telegram delivers the update again instead, with another placeholder;
 * if the run exists after all, it shows its report in one of them and points there from the others. The last attempt has
 * to word its placeholder before it knows the answer, so that text is true with and without a run.
 */
export async function startReport(
  request: MessageRequest,
  { chatPseudonym, attempt }: RequestContext,
  replies: Replies,
  { startRun, log }: StartReportDeps,
): Promise<AnswerResult> {
  const { updateId, messageId, dateSeconds, languageCode } = request;
  if (dateSeconds === undefined || chatPseudonym === undefined) {
    log.error('report-command-without-date', { updateId });
    return { type: 'settled', outcome: 'failed' };
  }

  const isLastAttempt = attempt >= lastAttempt;
  const text = isLastAttempt ? lastPlaceholderText : placeholderText;
  const placeholder = await sendFollowingMoves(request, text, replies);
  if (placeholder.status !== 'sent') {
    const settled = settleFailure(placeholder, updateId, log);
    if (placeholder.status !== 'unknown') return settled;
    if (!isLastAttempt) return { type: 'try-again' };
    // An earlier placeholder may be there and promise a report for which no run was started.
    log.error(alarmedEvents.runStartUnknown, { updateId, attempt, reason: placeholder.reason });
    return settled;
  }

  const result = await askTwice(startRun, {
    schemaVersion: 1,
    reportId: chatReportId,
    trigger: {
      type: 'chat',
      requestId: `${chatPseudonym}-${messageId}`,
      requestedAtMs: dateSeconds * 1000,
      chatId: String(placeholder.chatId),
      messageId: placeholder.messageId,
      ...(languageCode === undefined ? {} : { language: languageCode }),
    },
  });
  switch (result.type) {
    case 'accepted':
      return { type: 'settled', outcome: 'answered' };
    case 'refused': {
      log.error('run-not-started', { updateId, attempt, reason: result.reason });
      const admitted = await admitFailure(placeholder, attempt === 1 ? notStartedText : notStartedAgainText, replies);
      return admitted || isLastAttempt ? { type: 'settled', outcome: 'failed' } : { type: 'try-again' };
    }
    case 'unknown': {
      const fields = { updateId, attempt, reason: result.reason };
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

/** @returns `refused` only if both calls were: one without an answer may have started the run. */
async function askTwice(startRun: StartRun, request: RunRequest): Promise<StartRunResult> {
  const first = await startRun(request);
  if (first.type === 'accepted') return first;
  const second = await startRun(request);
  return second.type === 'refused' ? first : second;
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
