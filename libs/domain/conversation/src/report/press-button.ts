import { alarmedEvents } from '@pulso/contracts/naming';
import { type ReportButton, readReportButton } from '@pulso/contracts/report-buttons';
import { historyRunIdOf } from '@pulso/contracts/run-requests';
import { html } from '@pulso/kit/telegram-html';
import { defined } from '@pulso/kit/text-limits';
import { botTextsOf } from '@pulso/kit/texts';

import { type Replies } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { sendToTopic } from '../reply/send-to-topic';
import { settleFailure, settlePrivateFailure } from '../reply/settle-failure';
import { type CallbackRequest, type RequestContext } from '../user-request';
import { askTwice, lastAttempt } from './ask-twice';
import { type StartReportDeps, startReport } from './start-report';

export interface PressButtonDeps extends StartReportDeps {
  /** Who may have what a report's buttons give, in any chat. */
  readonly adminUserIds: ReadonlySet<number>;
}

type HistoryButton = Exclude<ReportButton, { action: 'run' }>;

/** A press whose topic is one of the private chat with the person, or absent. */
type PrivatePress = Pick<CallbackRequest, 'updateId' | 'userId' | 'languageCode' | 'topicId'>;

/**
 * Does what a pressed button asks for.
 *
 * Its data may be made up and says nothing about who presses, which is checked here. What it gives goes to the private
 * chat with that person.
 *
 * The press is answered before anything else, since people look at a spinner until then. That the answer failed stops
 * nothing: the press was too old, or an earlier attempt has answered it.
 */
export async function pressButton(
  request: CallbackRequest,
  context: RequestContext,
  replies: Replies,
  deps: PressButtonDeps,
): Promise<AnswerResult> {
  const { updateId, callbackQueryId, userId, languageCode, chatType } = request;
  const texts = botTextsOf(languageCode);
  const button = request.data === undefined ? undefined : readReportButton(request.data);
  if (!button) return notice(texts.deadButton, 'answered');
  if (!deps.adminUserIds.has(userId)) return notice(texts.report.ownersOnly, 'refused');

  const isPrivate = chatType === 'private';
  const answer = isPrivate ? {} : { text: texts.report.answeringInPrivate };
  const answered = await replies.answerCallbackQuery({ callbackQueryId, ...answer });
  if (answered.status !== 'answered') settleFailure(answered, updateId, deps.log);
  const press: PrivatePress = { updateId, userId, languageCode, topicId: isPrivate ? request.topicId : undefined };
  if (button.action !== 'run') return askForHistory(button, press, context, replies, deps);
  const { reportId, windowsAgo = 0 } = button;
  // A press has no date of its own.
  const requestedAtMs = context.firstClaimedAtMs;
  return startReport({ ...press, reportId, windowsAgo, requestedAtMs }, context, replies, deps);

  async function notice(text: string, outcome: 'answered' | 'refused'): Promise<AnswerResult> {
    const shown = await replies.answerCallbackQuery({ callbackQueryId, text });
    return shown.status === 'answered' ? { type: 'settled', outcome } : settleFailure(shown, updateId, deps.log);
  }
}

/**
 * Asks for earlier reports, which come as a message of their own. Nothing promises them but the notice, so nothing is
 * left behind where the request may or may not have been accepted: the press is handled again, as the same request.
 */
async function askForHistory(
  { action, reportId, windowCount, endedByMs }: HistoryButton,
  { updateId, userId: chatId, languageCode, topicId }: PrivatePress,
  { userPseudonym, attempt, firstClaimedAtMs }: RequestContext,
  replies: Replies,
  { startRun, log }: StartReportDeps,
): Promise<AnswerResult> {
  const requestId = `${userPseudonym}-${updateId}`;
  const logFields = { runId: historyRunIdOf(reportId, requestId), updateId, attempt };
  const result = await askTwice(startRun, {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'history',
      requestId,
      requestedAtMs: firstClaimedAtMs,
      chatId: String(chatId),
      windowCount,
      chart: action === 'chart',
      ...defined({ endedByMs, messageThreadId: topicId, language: languageCode }),
    },
  });
  if (result.type === 'accepted') {
    log.info('history-requested', logFields);
    return { type: 'settled', outcome: 'answered' };
  }
  const isUnknown = result.type === 'unknown';
  const fields = { ...logFields, reason: result.reason };
  if (isUnknown && attempt < lastAttempt) {
    log.warn('run-start-unknown', fields);
    return { type: 'try-again' };
  }
  if (isUnknown) log.error(alarmedEvents.runStartUnknown, fields);
  // The person is told, and nothing waits.
  else log.warn('run-not-started', fields);
  const texts = botTextsOf(languageCode).report;
  const mayStillCome = isUnknown || attempt > 1;
  const text = html`${mayStillCome ? texts.pressAgainLater : texts.historyNotFetched}`;
  const { outcome: told } = await sendToTopic({ chatId, text, topicId }, replies);
  return told.status === 'sent' ? { type: 'settled', outcome: 'failed' } : settlePrivateFailure(told, updateId, log);
}
