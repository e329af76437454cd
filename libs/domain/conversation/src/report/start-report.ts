import { alarmedEvents } from '@pulso/contracts/envelope';
import { type AskedQuestion, type RunRequest, chatRequestIdOf, chatRunIdOf } from '@pulso/contracts/run-requests';
import { type Log, type LogFields } from '@pulso/kit/runtime';
import { defined, fingerprintOf, html, joinHtml } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type Replies, type StartRun } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { sendToTopic } from '../reply/send-to-topic';
import { settlePrivateFailure } from '../reply/settle-failure';
import { type RequestContext } from '../user-request';
import { admitFailure } from './admit-failure';
import { askTwice, lastAttempt } from './ask-twice';
import { type WantedReport } from './report-command';

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
  /** A press leaves no usage record. */
  readonly isPressed?: true;
  /** Of the private chat, where the request came from one. */
  readonly topicId?: number | undefined;
  /** A time that is the same for every delivery of the update, epoch ms. */
  readonly requestedAtMs: number;
  /** A question in place of a report. `sentence`: of a-z, 0-9, `_`, `-`, `/` and spaces, the same for the same question. */
  readonly asked?: { readonly question: AskedQuestion; readonly sentence: string };
}

/**
 * Posts a placeholder in the private chat with the person who asks and starts the run whose updates edit it.
 *
 * The run's identity and window come from the person, the report and the minute of the request, so that however often
 * the update is handled, it is one run over one window. A second request in that minute joins the run under way, which
 * points from its placeholder to the first one.
 *
 * While it is unknown whether a placeholder was posted, another is posted; the same when its promise of a report could not
 * be withdrawn. A second placeholder does little harm.
 *
 * The report matters more than the placeholder: where that can't be posted now, because of a flood limit most likely, or
 * where the last attempt has no answer about it either, the run is started without one. Its report is then a message of
 * its own, for which the notifier waits as long as Telegram wants.
 *
 * While it is unknown whether the run was accepted, its placeholder is not edited here: the run may have put its report
 * there by then, and would not put it there again. Telegram delivers the update again instead, with another placeholder;
 * if the run exists after all, it shows its report in one of them and points there from the others. The last attempt has
 * to word its placeholder before it knows the answer, so that text is true with and without a run.
 *
 * @returns With the outcome `unreachable` where the bot may not write to the person in private. `hasWaited`: a call of
 *   Telegram got no answer, for which it waits so long that the invocation has no time for another one.
 */
export async function startReport(
  request: ReportRequest,
  { userPseudonym, attempt }: RequestContext,
  replies: Replies,
  deps: StartReportDeps,
): Promise<StartResult> {
  const { updateId, isPressed, userId: chatId, topicId, languageCode, reportId, windowsAgo, requestedAtMs } = request;
  const texts = botTextsOf(languageCode).report;
  const askAgain = html`${texts.askAgainLater}`;

  const isLastAttempt = attempt >= lastAttempt;
  const preparing = html`${texts.preparing}`;
  const text = isLastAttempt ? joinHtml([preparing, askAgain]) : preparing;
  const { outcome: placeholder, topicId: foundTopicId } = await sendToTopic({ chatId, text, topicId }, replies);
  const requestId = [chatRequestIdOf(userPseudonym, windowsAgo, requestedAtMs), ...partOf(request)].join('-');
  const asked: AskedRun = {
    request: { ...request, topicId: foundTopicId },
    requestId,
    // The run's id has the person's pseudonym; the update's would lead from there to the record with their alias.
    logFields: { runId: chatRunIdOf(reportId, requestId), ...(isPressed ? { updateId } : {}), attempt },
  };
  if (placeholder.status !== 'sent') {
    const failure = settlePrivateFailure(placeholder, updateId, deps.log);
    const mayBeThere = placeholder.status === 'unknown';
    if (mayBeThere && !isLastAttempt) return { type: 'try-again' };
    if (!mayBeThere && failure.type === 'settled') return failure;
    return { ...(await startWithoutPlaceholder(asked, failure, deps)), hasWaited: mayBeThere };
  }

  const { startRun, log } = deps;
  const { logFields } = asked;
  const { messageId } = placeholder;
  const result = await askTwice(startRun, runRequestOf(asked, messageId));
  switch (result.type) {
    case 'accepted':
      log.info('run-requested', logFields);
      return { type: 'settled', outcome: 'answered' };
    case 'refused': {
      // The person is told, and nothing waits: no operator has to act.
      log.warn('run-not-started', { ...logFields, reason: result.reason });
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

/** Two questions of a minute are two runs, and the same one twice is one. What is asked is not said: an id is logged. */
const partOf = ({ asked }: ReportRequest): readonly string[] => (asked ? [fingerprintOf(asked.sentence)] : []);

export type StartResult = AnswerResult & { readonly hasWaited?: boolean };

interface AskedRun {
  readonly request: ReportRequest;
  readonly requestId: string;
  readonly logFields: LogFields;
}

/**
 * Starts the run whose placeholder is not there.
 *
 * @param failure - What the failure of the placeholder means, which is what happens if no run is started either: nothing
 *   promises a report then, and nothing has to be withdrawn.
 */
async function startWithoutPlaceholder(
  asked: AskedRun,
  failure: AnswerResult,
  { startRun, log }: StartReportDeps,
): Promise<AnswerResult> {
  const result = await askTwice(startRun, runRequestOf(asked));
  if (result.type === 'accepted') {
    log.info('run-requested', { ...asked.logFields, hasPlaceholder: false });
    return { type: 'settled', outcome: 'answered' };
  }
  const fields = { ...asked.logFields, reason: result.reason, hasPlaceholder: false };
  if (failure.type === 'try-again') log.warn('run-start-unknown', fields);
  else log.error(alarmedEvents.runStartUnknown, fields);
  return failure;
}

const runRequestOf = (
  { request: { userId, topicId, languageCode, reportId, windowsAgo, requestedAtMs, asked }, requestId }: AskedRun,
  messageId?: number,
): RunRequest => ({
  schemaVersion: 1,
  reportId,
  trigger: {
    type: 'chat',
    requestId,
    requestedAtMs,
    chatId: String(userId),
    ...defined({ messageId, messageThreadId: topicId, language: languageCode, question: asked?.question }),
    ...(windowsAgo === 0 ? {} : { windowsAgo }),
  },
});
