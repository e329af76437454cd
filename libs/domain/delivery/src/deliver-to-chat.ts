import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { renderNotice } from '@pulso/domain/report-rendering';

import { callTelegram } from './call-telegram';
import { replace } from './carry-out';
import { type Delivery, type UnansweredEdit, deliveryKeyOf, destinationKindOf } from './delivery';
import { type DeliverOutcome, type Later, done, doneUnlessSaidAgain } from './events';
import { type DeliverDeps } from './ports';
import { deliverChart } from './telegram-chart';
import { type DeliverRequest } from './telegram-text';
import { bringToChat, callOf } from './telegram-message';

/**
 * Brings one revision of a report, or a notice in its place, to one chat, wherever it is by now, and then its chart; or the
 * chart alone, where a person has asked for it.
 *
 * A chat that has moved is served under its new id, as if the plan had named that one: where the plan names both, they
 * are one chat with one message. The placeholder stays behind, for its id means nothing in the new chat.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(request: DeliverRequest, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination, report, lookOf, chart, isChartWanted = false } = request;
  const { revision, logFields, runAgain, isProgress } = report;
  const replaced = isProgress ? undefined : await endReplaced(runId, destination, deps);
  if (replaced?.status === 'later') return replaced;
  if (replaced?.status === 'outrun') {
    deps.log.info('report-outrun', logFields);
    return done;
  }
  const chartOf = { runId, revision, destination, logFields, runAgain };
  if (chart && isChartWanted) {
    const alone = await deliverChart({ ...chartOf, content: chart, isAlone: true }, deps);
    if (alone.status !== 'no-picture') return alone;
  }
  const { chatId, ...shown } = await bringToChat(
    destination,
    {
      keyIn: (id) => deliveryKeyOf(runId, { ...destination, chatId: id }),
      wanted: {
        ...report,
        placeholderMessageId: destination.placeholderMessageId,
        unansweredEdit: replaced?.unansweredEdit,
      },
      bring: (id) => ({ call: callOf(id, lookOf, deps) }),
    },
    deps,
  );
  // Two requests of one run have posted a placeholder each; this one would go on saying "preparing".
  if (shown.status === 'overtaken') return pointToReport(runId, destination, deps);
  if (shown.status !== 'shown') return shown;
  const tidied = shown.leavesPlaceholder ? await pointToReport(runId, destination, deps) : done;
  if (tidied.status === 'later') return tidied;
  if (chart && !isChartWanted) {
    const there = { ...destination, chatId };
    const drawn = await deliverChart({ ...chartOf, destination: there, content: chart, isAlone: false }, deps);
    if (drawn.status === 'later') return drawn;
  }
  return doneUnlessSaidAgain(shown);
}

/**
 * Ends the deliveries of the runs whose report this one is about to replace in its message.
 *
 * The button of one report may be pressed again before the first press has an answer. So each run that is ended names the
 * one that replaces it. Those form a chain, in which every run is later than the one before it and which ends with the one
 * that the message shows, or will show.
 *
 * @returns `ended` when nothing more of those runs is shown in this chat, but for an edit without an answer. `outrun` when
 *   this run itself must not be shown.
 * @throws What the store throws. Retryable.
 */
async function endReplaced(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<Later | { readonly status: 'ended' | 'outrun'; readonly unansweredEdit?: UnansweredEdit | undefined }> {
  let earlierId = destination.replacesRunId;
  let unansweredEdit: UnansweredEdit | undefined;
  while (earlierId !== undefined && earlierId !== runId) {
    if (isLater(earlierId, runId)) return { status: 'outrun' };
    const outcome = await replace(deliveryKeyOf(earlierId, destination), runId, deps);
    if (outcome.status === 'later') return outcome;
    earlierId = outcome.byRunId;
    unansweredEdit = outcome.unansweredEdit ?? unansweredEdit;
  }
  return { status: 'ended', unansweredEdit };
}

/** Ids of runs that a person asks for, of one report and the newest window, differ in their minute alone. */
const isLater = (runId: string, thanRunId: string): boolean => runId > thanRunId;

/** Until the next look for a first message of the run, or the next edit, milliseconds. Later pauses grow by themselves. */
const lookAgainMs = 10_000;

/**
 * Edits a superfluous placeholder so that it points to the message with the report and doesn't say "preparing" for ever.
 *
 * Needs no lease: every edit of this message says the same, and it waits until another message is the one that shows the
 * run. Until then this one may still become it, by a notice to the request that has posted it, and an edit that arrives
 * late would cover the report. The message that shows the report is never edited here, even if the destination names it
 * as its placeholder.
 *
 * @returns `later` where no message shows anything of the run yet, and after an edit without an answer.
 * @throws As `deliver` does.
 */
export async function pointToReport(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { chatId, placeholderMessageId: messageId } = destination;
  const fields = { runId, destination: destinationKindOf(destination) };
  const stored = await deps.store.read(deliveryKeyOf(runId, destination));
  if (messageId === undefined || stored?.delivery.messageId === messageId) {
    deps.log.warn('placeholder-kept', { ...fields, cause: messageId === undefined ? 'none-given' : 'shows-report' });
    return done;
  }
  if (!isSettled(stored?.delivery)) return laterTidied(lookAgainMs);
  const html = renderNotice('shown-elsewhere', destination.language);
  const outcome = await callTelegram(chatId, () => deps.botApi.editMessageText({ chatId, messageId, html }), deps);
  switch (outcome.status) {
    case 'unknown':
      return laterTidied(lookAgainMs);
    case 'failed':
      throw outcome.error;
    case 'postponed':
      return laterTidied(outcome.delayMs);
    default:
      deps.log.info('placeholder-superseded', { ...fields, outcome: outcome.status });
      return done;
  }
}

const laterTidied = (delayMs: number): DeliverOutcome => ({ status: 'later', delayMs, isTidying: true });

/** Whether it is known which message shows the run here, or that no more is tried to show it in this chat. */
const isSettled = ({ messageId, movedToChatId, endedReason, unanswered }: Delivery = {}): boolean =>
  messageId !== undefined || movedToChatId !== undefined || endedReason !== undefined || unanswered?.isGivenUp === true;
