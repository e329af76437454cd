import {
  chatRequestIdOf,
  chatRunIdOf,
  readReportButton,
  type ReportButton,
  type RunRequest,
  scheduledRunIdOf,
} from '@pulso/contracts/run-requests';
import { defined, html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type CallbackRequest } from '../intake/user-request';
import { type AnswerResult } from '../ports';
import { answerPress, sendToTopic } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { requestRun, startReport } from './start-report';

/** A press whose topic is one of the private chat with the person, or absent. */
type PrivatePress = Pick<CallbackRequest, 'updateId' | 'userId' | 'languageCode' | 'topicId'>;

/**
 * Does what a pressed button asks for.
 *
 * Its data may be made up and does not name the person, so the sender is checked here. Results go to the private chat
 * with that person. The press is answered first, since people look at a spinner until then.
 */
export async function pressButton(
  request: CallbackRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { updateId, userId, languageCode, messageId } = request;
  const texts = botTextsOf(languageCode);
  const button = request.data === undefined ? undefined : readReportButton(request.data);
  if (!button) return notice(texts.deadButton, 'answered');
  if (!deps.adminUserIds.has(userId)) return notice(texts.report.ownersOnly, 'refused');

  const isPrivate = request.chatType === 'private';
  const { answeringInPrivate, preparing, upToDate } = texts.report;
  // A press has no date of its own.
  const requestedAtMs = context.firstClaimedAtMs;
  if (button.action === 'refresh' && isPrivate && isOfThisMinute(button.askedAtMs, requestedAtMs))
    return notice(upToDate, 'answered');
  // A report that is refreshed stays as it is for a while.
  const privateNotice = button.action === 'refresh' ? preparing : undefined;
  await answerPress(request, isPrivate ? privateNotice : answeringInPrivate, context, deps);
  const press: PrivatePress = { updateId, userId, languageCode, topicId: isPrivate ? request.topicId : undefined };
  switch (button.action) {
    case 'history':
    case 'chart':
    case 'csv':
    case 'own-csv':
      return askForHistory(button, press, context, deps);
    case 'refresh':
      if (isPrivate && messageId !== undefined) return refreshReport(button, { ...press, messageId }, context, deps);
      return startPressed(button.reportId, 0);
    case 'run':
      return startPressed(button.reportId, button.windowsAgo ?? 0);
    default:
      return button satisfies never;
  }

  function startPressed(reportId: string, windowsAgo: number): Promise<AnswerResult> {
    return startReport({ ...press, isPressed: true, reportId, windowsAgo, requestedAtMs }, context, deps);
  }

  async function notice(text: string, outcome: 'answered' | 'refused'): Promise<AnswerResult> {
    return (await answerPress(request, text, context, deps)) ?? { type: 'settled', outcome };
  }
}

type HistoryButton = Extract<ReportButton, { action: 'history' | 'chart' | 'csv' | 'own-csv' }>;
type HistoryTrigger = Extract<RunRequest['trigger'], { type: 'history' }>;

/** What a button wants from earlier runs. */
function wantedOf(
  button: HistoryButton,
  userPseudonym: string,
): Pick<HistoryTrigger, 'windowCount' | 'endedByMs' | 'chart' | 'fileOfRunId'> {
  const { action, reportId } = button;
  switch (action) {
    case 'csv':
      return { windowCount: 1, chart: false, fileOfRunId: scheduledRunIdOf(reportId, button.scheduledAtMs) };
    case 'own-csv': {
      // Who presses in private is the person who has asked. Below a scheduled report it may be any owner.
      const requestId = chatRequestIdOf(userPseudonym, button.windowsAgo ?? 0, button.askedAtMs);
      return { windowCount: 1, chart: false, fileOfRunId: chatRunIdOf(reportId, requestId) };
    }
    default: {
      const { windowCount, endedByMs } = button;
      return { windowCount, chart: action === 'chart', ...defined({ endedByMs }) };
    }
  }
}

/**
 * Asks for results of earlier runs, which come as a message of their own. Only the notice promises them, so nothing has
 * to be withdrawn if it is unknown whether the request was accepted: the press is handled again, as the same request.
 */
function askForHistory(
  button: HistoryButton,
  press: PrivatePress,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { userPseudonym, firstClaimedAtMs: requestedAtMs } = context;
  const { historyNotFetched, pressAgainLater } = botTextsOf(press.languageCode).report;
  const trigger: HistoryTrigger = {
    type: 'history',
    requestId: `${userPseudonym}-${press.updateId}`,
    requestedAtMs,
    ...wantedOf(button, userPseudonym),
    ...addressOf(press),
  };
  const words = { event: 'history-requested', notStarted: historyNotFetched, mayStillCome: pressAgainLater };
  return askFromMessage({ schemaVersion: 1, reportId: button.reportId, trigger }, words, press, context, deps);
}

/** A report that is asked for twice within a minute is the same run, over the same window. */
const isOfThisMinute = (askedAtMs: number, requestedAtMs: number): boolean =>
  chatRequestIdOf('', 0, askedAtMs) === chatRequestIdOf('', 0, requestedAtMs);

/**
 * Asks for a report that replaces the one in its message. The old one stays until then: without a placeholder, a run
 * that does not start leaves nothing to withdraw.
 */
function refreshReport(
  { reportId, askedAtMs }: Extract<ReportButton, { action: 'refresh' }>,
  press: PrivatePress & { readonly messageId: number },
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { userPseudonym, firstClaimedAtMs: requestedAtMs } = context;
  const { preparing, notStarted, askAgainLater } = botTextsOf(press.languageCode).report;
  const trigger = {
    type: 'chat' as const,
    requestId: chatRequestIdOf(userPseudonym, 0, requestedAtMs),
    requestedAtMs,
    messageId: press.messageId,
    replacesRunId: chatRunIdOf(reportId, chatRequestIdOf(userPseudonym, 0, askedAtMs)),
    ...addressOf(press),
  };
  const words = { event: 'run-requested', notStarted, mayStillCome: `${preparing} ${askAgainLater}` };
  return askFromMessage({ schemaVersion: 1, reportId, trigger }, words, press, context, deps);
}

const addressOf = ({ userId, topicId, languageCode }: PrivatePress) => ({
  chatId: String(userId),
  ...defined({ messageThreadId: topicId, language: languageCode }),
});

/**
 * Hands a request to the dispatcher, and tells the person if that may have failed.
 *
 * @param words - Also the log `event` if it is accepted.
 */
async function askFromMessage(
  request: RunRequest,
  words: { readonly event: string; readonly notStarted: string; readonly mayStillCome: string },
  { updateId, userId: chatId, topicId }: PrivatePress,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const result = await requestRun(request, { event: words.event, updateId }, context, deps);
  if (result === 'try-again') return { type: 'try-again' };
  if (result === 'accepted') return { type: 'settled', outcome: 'answered' };
  const text = html`${result === 'unknown' || context.attempt > 1 ? words.mayStillCome : words.notStarted}`;
  const { outcome: told } = await sendToTopic({ chatId, text, topicId }, context.replies);
  return told.status === 'sent'
    ? { type: 'settled', outcome: 'failed' }
    : settleFailure(told, updateId, deps.log, true);
}
