import { type DeliverOutcome, type Moved, type Shown, done } from '../lease/delivery-outcome';
import { type Lease, leavesPlaceholder, messageIdOf } from '../lease/lease';
import { leaseMs } from '../lease/lease-time';
import {
  giveBack,
  giveUp,
  recordAnswered,
  recordShown,
  recordUnanswered,
  withoutMessage,
} from '../lease/record-outcome';
import { type DeliverDeps } from '../ports/deliver-deps';
import { type Again, type Attempt, afterRejection, endOrGoOn, inNewMessage, isReportShown } from './after-refusal';
import { callTelegram } from './call-telegram';
import { type Look } from './look';
import { type Place, type ReportToShow, type Showing } from './showing';

/**
 * Makes a chat show a revision, under a lease: by an edit where there is a message, else by a new one.
 *
 * Every way out stores what is known. The lease stays where an edit may still take effect.
 *
 * @throws What makes Telegram unreachable. Retryable: nothing was sent.
 */
export async function showReport(
  report: ReportToShow,
  place: Place,
  lease: Lease,
  deps: DeliverDeps,
): Promise<DeliverOutcome | Moved | Shown> {
  const isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;
  const look = report.lookOf(isRepeat);
  let attempt: Attempt = { messageThreadId: place.messageThreadId, isRepeat, look };
  for (;;) {
    const outcome = await tryOnce({ report, place, lease, deps }, attempt);
    if (outcome.status !== 'again') return outcome;
    ({ attempt } = outcome);
  }
}

async function tryOnce(showing: Showing, attempt: Attempt): Promise<DeliverOutcome | Moved | Shown | Again> {
  const { report, place, lease, deps } = showing;
  const { chatId, placeholderMessageId } = place;
  const { messageThreadId, isRepeat, look } = attempt;
  const messageId = messageIdOf(lease.delivery(), placeholderMessageId);
  const isSend = messageId === undefined;
  if (isSend && lease.isSpent) return await giveUp(lease, report, deps.log);
  const call = () =>
    isSend ? look.send({ chatId, messageThreadId }, deps.botApi) : look.edit(chatId, messageId, deps.botApi);
  const outcome = await callTelegram(chatId, call, deps);
  switch (outcome.status) {
    case 'sent':
      return await recordMessage(showing, { ...outcome, isRepeat }, look);
    case 'edited':
      if (isSend) throw new TypeError(`Telegram answered a ${look.methods.send} like an edit.`);
      return await recordMessage(showing, { ...outcome, messageId, isRepeat }, look);
    case 'message-lost':
      if (report.isRecounted && isReportShown(lease.delivery())) {
        await lease.settle((delivery) => ({ ...delivery, deliveredRevision: report.revision }));
        deps.log.info('report-not-missed', report.logFields);
        return done;
      }
      await lease.recordIntent(withoutMessage(placeholderMessageId));
      return { status: 'again', attempt };
    case 'not-editable':
      if (report.isProgress) return await endOrGoOn(showing, { cause: 'rejected', reason: outcome.description });
      return await inNewMessage(showing, attempt, outcome.description);
    case 'migrated':
      await lease.release({ movedToChatId: outcome.toChatId });
      return { status: 'moved', toChatId: outcome.toChatId, isRepeat };
    case 'rejected':
      return await afterRejection(showing, { ...attempt, isSend }, outcome);
    case 'gone':
      return await endOrGoOn(showing, { cause: 'gone', reason: outcome.reason });
    case 'postponed':
    case 'failed':
      return await giveBack(lease, outcome);
    case 'unknown': {
      const unanswered = { method: look.methods[isSend ? 'send' : 'edit'], reason: outcome.reason };
      if (isSend) return await recordUnanswered(lease, unanswered, report, deps);
      // It says the same once more when it can't come too late any more.
      deps.log.warn('edit-unanswered', { ...report.logFields, ...unanswered });
      return { status: 'later', delayMs: leaseMs };
    }
    default:
      return outcome satisfies never;
  }
}

async function recordMessage(
  { report, place, lease, deps }: Showing,
  {
    status,
    messageId,
    isRepeat,
  }: { readonly status: 'sent' | 'edited'; readonly messageId: number; readonly isRepeat: boolean },
  { methods }: Look,
): Promise<Shown> {
  const { record, revision, shownEvent, logFields } = report;
  const shown = { ...record, messageId, deliveredRevision: revision, ...(isRepeat ? { isRepeat } : {}) };
  const recordIt = () => recordShown(lease, shown);
  if (status === 'sent') await recordAnswered(recordIt, lease, methods.send, report, deps.log);
  else await recordIt();
  deps.log.info(shownEvent, { ...logFields, method: status, isRepeat });
  return { status: 'shown', leavesPlaceholder: leavesPlaceholder(lease.delivery(), place.placeholderMessageId) };
}
