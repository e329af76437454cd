import { alarmedEvents } from '@pulso/contracts/envelope';
import {
  chatRequestIdOf,
  chatRunIdOf,
  readReportButton,
  type ReportButton,
  runIdOf,
  type RunRequest,
  scheduledRunIdOf,
} from '@pulso/contracts/run-requests';
import { defined, html } from '@pulso/kit/telegram';
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

type HistoryButton = Extract<ReportButton, { action: 'history' | 'chart' }>;
type FileButton = Extract<ReportButton, { action: 'csv' | 'own-csv' }>;

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
  const { answeringInPrivate, preparing, upToDate } = texts.report;
  // A press has no date of its own.
  const requestedAtMs = context.firstClaimedAtMs;
  if (button.action === 'refresh' && isPrivate && isOfThisMinute(button.askedAtMs, requestedAtMs))
    return notice(upToDate, 'answered');
  // A report that is refreshed stays as it is for a while.
  const shownNotice = isPrivate ? (button.action === 'refresh' ? preparing : undefined) : answeringInPrivate;
  const answered = await replies.answerCallbackQuery({ callbackQueryId, ...defined({ text: shownNotice }) });
  if (answered.status !== 'answered') settleFailure(answered, updateId, deps.log);
  const press: PrivatePress = { updateId, userId, languageCode, topicId: isPrivate ? request.topicId : undefined };
  switch (button.action) {
    case 'history':
    case 'chart':
      return askForHistory(wantedOf(button), press, context, replies, deps);
    case 'csv':
    case 'own-csv':
      return askForHistory(fileOf(button, context), press, context, replies, deps);
    case 'refresh':
      if (isPrivate && request.messageId !== undefined)
        return refreshReport(button, { ...press, messageId: request.messageId }, context, replies, deps);
      return startPressed(button.reportId, 0);
    case 'run':
      return startPressed(button.reportId, button.windowsAgo ?? 0);
    default:
      return button satisfies never;
  }

  function startPressed(reportId: string, windowsAgo: number): Promise<AnswerResult> {
    return startReport({ ...press, isPressed: true, reportId, windowsAgo, requestedAtMs }, context, replies, deps);
  }

  async function notice(text: string, outcome: 'answered' | 'refused'): Promise<AnswerResult> {
    const shown = await replies.answerCallbackQuery({ callbackQueryId, text });
    return shown.status === 'answered' ? { type: 'settled', outcome } : settleFailure(shown, updateId, deps.log);
  }
}

type HistoryTrigger = Extract<RunRequest['trigger'], { type: 'history' }>;

/** What is wanted of what earlier runs have left. */
interface WantedHistory extends Pick<HistoryTrigger, 'windowCount' | 'endedByMs' | 'chart' | 'fileOfRunId'> {
  readonly reportId: string;
}

const wantedOf = ({ action, reportId, windowCount, endedByMs }: HistoryButton): WantedHistory => ({
  reportId,
  windowCount,
  chart: action === 'chart',
  ...defined({ endedByMs }),
});

/** Who presses in private is the person who has asked. Below a scheduled report it may be any owner. */
function fileOf(button: FileButton, { userPseudonym }: RequestContext): WantedHistory {
  const { reportId } = button;
  const fileOfRunId =
    button.action === 'csv'
      ? scheduledRunIdOf(reportId, button.scheduledAtMs)
      : chatRunIdOf(reportId, chatRequestIdOf(userPseudonym, button.windowsAgo ?? 0, button.askedAtMs));
  return { reportId, windowCount: 1, chart: false, fileOfRunId };
}

/**
 * Asks for what earlier runs have left, which comes as a message of its own. Nothing promises it but the notice, so nothing
 * is left behind where the request may or may not have been accepted: the press is handled again, as the same request.
 */
function askForHistory(
  { reportId, ...wanted }: WantedHistory,
  press: PrivatePress,
  context: RequestContext,
  replies: Replies,
  deps: StartReportDeps,
): Promise<AnswerResult> {
  const { updateId, userId, languageCode, topicId } = press;
  const { historyNotFetched, pressAgainLater } = botTextsOf(languageCode).report;
  const requestId = `${context.userPseudonym}-${updateId}`;
  const trigger: HistoryTrigger = {
    type: 'history',
    requestId,
    requestedAtMs: context.firstClaimedAtMs,
    chatId: String(userId),
    ...wanted,
    ...defined({ messageThreadId: topicId, language: languageCode }),
  };
  const words = { accepted: 'history-requested', notStarted: historyNotFetched, mayStillCome: pressAgainLater };
  return askFromMessage({ schemaVersion: 1, reportId, trigger }, words, press, context, replies, deps);
}

/** Within its minute a report that is asked for again is the same run, over the same window. */
const isOfThisMinute = (askedAtMs: number, requestedAtMs: number): boolean =>
  chatRequestIdOf('', 0, askedAtMs) === chatRequestIdOf('', 0, requestedAtMs);

/**
 * Asks for a report that replaces the one in its message. Until it is there, that one stays: there is no placeholder, so a
 * run that does not start leaves nothing to withdraw.
 */
async function refreshReport(
  { reportId, askedAtMs }: Extract<ReportButton, { action: 'refresh' }>,
  press: PrivatePress & { readonly messageId: number },
  context: RequestContext,
  replies: Replies,
  deps: StartReportDeps,
): Promise<AnswerResult> {
  const { userId, languageCode, topicId, messageId } = press;
  const { userPseudonym, firstClaimedAtMs: requestedAtMs } = context;
  const { preparing, notStarted, askAgainLater } = botTextsOf(languageCode).report;
  const requestId = chatRequestIdOf(userPseudonym, 0, requestedAtMs);
  const replacedId = chatRequestIdOf(userPseudonym, 0, askedAtMs);
  const trigger = {
    type: 'chat' as const,
    requestId,
    requestedAtMs,
    chatId: String(userId),
    messageId,
    replacesRunId: chatRunIdOf(reportId, replacedId),
    ...defined({ messageThreadId: topicId, language: languageCode }),
  };
  const words = { accepted: 'run-requested', notStarted, mayStillCome: `${preparing} ${askAgainLater}` };
  return askFromMessage({ schemaVersion: 1, reportId, trigger }, words, press, context, replies, deps);
}

interface WordsAboutRequest {
  /** The event of the log. */
  readonly accepted: string;
  readonly notStarted: string;
  readonly mayStillCome: string;
}

/** Hands a request to the dispatcher, and tells the person in a message where that may have failed. */
async function askFromMessage(
  request: RunRequest,
  words: WordsAboutRequest,
  { updateId, userId: chatId, topicId }: PrivatePress,
  { attempt }: RequestContext,
  replies: Replies,
  { startRun, log }: StartReportDeps,
): Promise<AnswerResult> {
  const logFields = { runId: runIdOf(request), updateId, attempt };
  const result = await askTwice(startRun, request);
  if (result.type === 'accepted') {
    log.info(words.accepted, logFields);
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
  const mayStillCome = isUnknown || attempt > 1;
  const text = html`${mayStillCome ? words.mayStillCome : words.notStarted}`;
  const { outcome: told } = await sendToTopic({ chatId, text, topicId }, replies);
  return told.status === 'sent' ? { type: 'settled', outcome: 'failed' } : settlePrivateFailure(told, updateId, log);
}
