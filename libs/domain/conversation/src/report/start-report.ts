import { alarmedEvents } from '@pulso/contracts/envelope';
import { type AskedQuestion, type RunRequest, chatRequestIdOf, runIdOf } from '@pulso/contracts/run-requests';
import { type EditOutcome, type Html, defined, fingerprintOf, html, joinHtml } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type AnswerResult, type Replies, type StartRun, type StartRunResult } from '../ports';
import { sendToTopic } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { type WantedReport } from './report-command';

/** An owner's wish for a report, by a command or a button. */
interface ReportRequest extends WantedReport {
  readonly updateId: number;
  /** Also the id of the private chat with the person. */
  readonly userId: number;
  readonly languageCode: string | undefined;
  /** A press leaves no usage record. */
  readonly isPressed?: true;
  /** Of the private chat, where the request came from one. */
  readonly topicId: number | undefined;
  /** The same for every delivery of the update, epoch ms. undefined: Telegram sent no date. */
  readonly requestedAtMs: number | undefined;
  /** A question in place of a report. `sentence`: of a-z, 0-9, `_`, `-`, `/` and spaces, the same for the same question. */
  readonly asked?: { readonly question: AskedQuestion; readonly sentence: string };
}

/** `hasWaited`: a call of Telegram timed out, and the time left is too short for another one. */
type StartResult = AnswerResult & { readonly hasWaited?: boolean };

/**
 * Posts a placeholder in the private chat with the person who asks and starts the run whose updates edit it.
 *
 * Person, report and minute of the request identify the run: however often the update is handled, it is one run over one
 * window. A second request in that minute joins it.
 *
 * While it is unknown whether a placeholder was posted, or when its promise could not be withdrawn, another is posted: a
 * second placeholder does little harm.
 *
 * If no placeholder can be posted now (mostly a flood limit), or the last attempt gets no answer about it, the run
 * starts without one. Its report is then a message of its own.
 *
 * While it is unknown whether the run was accepted, its placeholder is not edited here: the run may have put its report
 * there by then, and would not put it there again. Telegram delivers the update again instead, with another placeholder,
 * from which the run points to its report. The last attempt words its placeholder before it knows the answer, so that text
 * is true with and without a run.
 *
 * @returns With the outcome `unreachable` where the bot may not write to the person in private.
 */
export async function startReport(
  report: ReportRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<StartResult> {
  const { updateId, userId: chatId, requestedAtMs } = report;
  const { attempt, replies } = context;
  if (requestedAtMs === undefined) {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, reason: 'no date' });
    return { type: 'settled', outcome: 'failed' };
  }
  const texts = botTextsOf(report.languageCode).report;
  const askAgain = html`${texts.askAgainLater}`;
  const preparing = html`${texts.preparing}`;
  const isLastAttempt = attempt >= lastAttempt;
  const text = isLastAttempt ? joinHtml([preparing, askAgain]) : preparing;
  const { outcome: placeholder, topicId } = await sendToTopic({ chatId, text, topicId: report.topicId }, replies);
  const dated = { ...report, topicId, requestedAtMs };
  if (placeholder.status !== 'sent') {
    const failure = settleFailure(placeholder, updateId, deps.log, true);
    const mayBeThere = placeholder.status === 'unknown';
    if (mayBeThere && !isLastAttempt) return { type: 'try-again' };
    if (!mayBeThere && failure.type === 'settled') return failure;
    return { ...(await startWithoutPlaceholder(dated, failure, context, deps)), hasWaited: mayBeThere };
  }

  const { messageId } = placeholder;
  // The run's id has the person's pseudonym; the update's would lead from there to the record with their alias.
  const logged = { event: 'run-requested', updateId: report.isPressed ? updateId : undefined };
  const result = await requestRun(runRequestOf(dated, context, messageId), logged, context, deps);
  if (result === 'try-again') return { type: 'try-again' };
  if (result === 'accepted') return { type: 'settled', outcome: 'answered' };
  if (result === 'unknown') return { type: 'settled', outcome: 'failed' };
  const notStarted =
    attempt === 1 ? html`${texts.notStarted}` : joinHtml([html`${texts.notStartedFromHere}`, askAgain]);
  const admitted = await admitFailure({ chatId, messageId, text: notStarted }, replies);
  return admitted || isLastAttempt ? { type: 'settled', outcome: 'failed' } : { type: 'try-again' };
}

/**
 * Starts a run without a placeholder.
 *
 * @param failure - What the failure of the placeholder means: the result if the run is not started either.
 */
async function startWithoutPlaceholder(
  report: DatedReport,
  failure: AnswerResult,
  context: RequestContext,
  { startRun, log }: WebhookDeps,
): Promise<AnswerResult> {
  const request = runRequestOf(report, context);
  const updateId = report.isPressed ? report.updateId : undefined;
  const logFields = { runId: runIdOf(request), ...defined({ updateId }), attempt: context.attempt };
  const result = await askTwice(startRun, request);
  if (result.type === 'accepted') {
    log.info('run-requested', { ...logFields, hasPlaceholder: false });
    return { type: 'settled', outcome: 'answered' };
  }
  const fields = { ...logFields, reason: result.reason, hasPlaceholder: false };
  if (failure.type === 'try-again') log.warn('run-start-unknown', fields);
  else log.error(alarmedEvents.runStartUnknown, fields);
  return failure;
}

type DatedReport = ReportRequest & { readonly requestedAtMs: number };

function runRequestOf(report: DatedReport, { userPseudonym }: RequestContext, messageId?: number): RunRequest {
  const { userId, topicId, languageCode, reportId, windowsAgo, requestedAtMs, asked } = report;
  // Different questions within a minute are two runs, equal ones are one. Ids are logged, so they hide the question.
  const part = asked ? `-${fingerprintOf(asked.sentence)}` : '';
  return {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'chat',
      requestId: `${chatRequestIdOf(userPseudonym, windowsAgo, requestedAtMs)}${part}`,
      requestedAtMs,
      chatId: String(userId),
      ...defined({ messageId, messageThreadId: topicId, language: languageCode, question: asked?.question }),
      ...(windowsAgo === 0 ? {} : { windowsAgo }),
    },
  };
}

/** The last attempt to start a run: else an outage would leave one more placeholder in the chat at every delivery. */
const lastAttempt = 3;

/**
 * Hands a request to the dispatcher and logs the result.
 *
 * @param logged - `event`: the log event if it is accepted. `updateId`: of a request that leaves no usage record.
 * @returns `unknown` on the last attempt only; before it, Telegram must deliver again.
 */
export async function requestRun(
  request: RunRequest,
  { event, updateId }: { readonly event: string; readonly updateId: number | undefined },
  { attempt }: RequestContext,
  { startRun, log }: WebhookDeps,
): Promise<StartRunResult['type'] | 'try-again'> {
  const result = await askTwice(startRun, request);
  const logFields = { runId: runIdOf(request), ...defined({ updateId }), attempt };
  if (result.type === 'accepted') {
    log.info(event, logFields);
    return 'accepted';
  }
  const fields = { ...logFields, reason: result.reason };
  if (result.type === 'refused') {
    // The person is told, and nothing waits: no operator has to act.
    log.warn('run-not-started', fields);
    return 'refused';
  }
  if (attempt < lastAttempt) {
    log.warn('run-start-unknown', fields);
    return 'try-again';
  }
  log.error(alarmedEvents.runStartUnknown, fields);
  return 'unknown';
}

/** Asks once more if the first call is not accepted. @returns `refused` only if both calls were. */
async function askTwice(startRun: StartRun, request: RunRequest): Promise<StartRunResult> {
  const first = await startRun(request);
  if (first.type === 'accepted') return first;
  const second = await startRun(request);
  return second.type === 'refused' ? first : second;
}

/** Withdraws the promise of a placeholder, at a second try if need be. @returns Whether the chat has been told, or can't be. */
async function admitFailure(
  edit: { readonly chatId: number; readonly messageId: number; readonly text: Html },
  replies: Replies,
): Promise<boolean> {
  const isOver = ({ status }: EditOutcome) => !['unknown', 'not-sent', 'rate-limited', 'unauthorized'].includes(status);
  return isOver(await replies.editMessage(edit)) || isOver(await replies.editMessage(edit));
}
