import { type ConversationMessage } from '@pulso/world/telegram';

import { checkCopies } from './check-copies';
import { checkNewsShown, hasNothingToSay } from './check-news';
import { checkHistoryShown } from './check-presses';
import { readUnanswered } from './stored-run';
import { ownerUserId, strangerUserId } from '../services/names';
import { readReport, type ReadReport } from '../destinations/read-report';
import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { isRightAnswer } from '../world/history-book';
import { type World } from '../world/world';

/**
 * Checks every new or edited message: what it claims (I1), that no chat gets a report twice unless the repeat is marked as
 * one (I2), and that none gets one that is not for it: an owner who asks in a group is answered in private.
 */
export function checkShown(world: World, { chatId: id, text, versions }: ConversationMessage): void {
  const { ledger, kernel } = world;
  const [chatId, isNew] = [String(id), versions.length === 1];
  if (kernel.isRecording) kernel.note(`chat ${chatId} ${isNew ? 'gets' : 'edit'}: ${text.replaceAll('\n', ' | ')}`);
  if (chatId === String(strangerUserId)) ledger.violate('wrong-chat', 'A stranger is written to for a pressed button');
  const report = readReport(text);
  if (!report) return;
  const known = ledger.destinationOf(chatId, text);
  if (!known && chatId === String(ownerUserId)) return checkHistoryShown(world, report, isNew);
  if (!known) return ledger.violate('wrong-chat', `A report is shown in ${chatId}, which is not for it`);
  const { run, destination } = known;
  checkReport(world, run, report);
  if (report.state === 'progress') {
    destination.progressCount += 1;
    return;
  }
  destination.firstClosedAtMs ??= kernel.nowMs;
  const isRepeat = report.marker === 'repeated';
  if (isNew && isRepeat) destination.repeatedPostCount += 1;
  checkRepeats(world, run, destination, { isRepeat, isNew });
  if (!isNew) return;
  const sent = readUnanswered(world.tables.deliveries, run.runId).get(chatId);
  checkCopies(world, run, destination, sent?.revision ?? 0);
  destination.closedPostCount += 1;
  const unmarkedCount = destination.closedPostCount - destination.repeatedPostCount;
  if (unmarkedCount > 1 + destination.moveCount) {
    ledger.violate('double', `${run.runId} is posted ${unmarkedCount} times in ${chatId}, unmarked`);
  }
}

/**
 * Each repeat follows from a fault that left the notifier unsure whether its message had been sent, or from an edit that was
 * refused, after which the report comes once more below its message.
 */
function checkRepeats(
  world: World,
  { placeholderMessageIds, runId }: ExpectedRun,
  { place, isAsker, moveCount, closedPostCount, repeatedPostCount }: ExpectedDestination,
  { isRepeat, isNew }: { isRepeat: boolean; isNew: boolean },
): void {
  const repeatCount = Math.max(repeatedPostCount, isRepeat ? 1 : 0);
  const leftCount =
    world.refusedIn(place).filter(({ method }) => method === 'editMessageText').length +
    world.telegram.lostMessageCount(place);
  // Where a placeholder is edited, no message was sent that could appear twice. Some runs are asked for without one.
  const hasPlaceholder = isAsker && !placeholderMessageIds.has(0) && leftCount === 0;
  const isFirst = hasPlaceholder && moveCount === 0 && closedPostCount === 0 && !isNew;
  const mostCount = world.struckCount('notifier') + leftCount;
  if (repeatCount > (isFirst ? 0 : mostCount)) {
    world.ledger.violate('needless-repeat', `${runId} is called a repeat in ${place}, and every send was answered`);
  }
}

/** How far a clock may be ahead, ms. */
const longestSkewMs = 120_000;

/**
 * Checks what a report claims, wherever it is read: nothing incomplete is called complete, no number is wrong, a partial
 * report names what is missing and why (invariant I1), and one that has nothing to say is not shown.
 */
export function checkReport(world: World, run: ExpectedRun, report: ReadReport): void {
  const { ledger, kernel, queryCount } = world;
  for (const [title, value] of report.values) {
    if (!isRightAnswer(world, run, title, value))
      ledger.violate('wrong-value', `${run.runId} shows ${title} as ${value}`);
  }
  if (run.hadFirstAnswer && hasNothingToSay(run)) {
    ledger.violate('sent-for-nothing', `${run.runId} is shown although its number is too small`);
  }
  if (report.state === 'progress') return;
  checkNewsShown(world, run, report);
  const shownCount = report.values.size + report.missing.size;
  if (!report.isCut && report.state === 'complete' && report.values.size !== queryCount) {
    ledger.violate('falsely-complete', `${run.runId} is called complete with ${report.values.size} of ${queryCount}`);
  }
  if (!report.isCut && shownCount !== queryCount) {
    ledger.violate('unnamed-missing', `${run.runId} names ${shownCount} of ${queryCount} questions`);
  }
  for (const [title, reason] of report.missing) {
    if (!/\w{3}/.test(reason))
      ledger.violate('unnamed-missing', `${run.runId} gives "${reason}" as reason for ${title}`);
  }
  const isEarly = run.reportDueAtMs !== undefined && kernel.nowMs < run.reportDueAtMs - longestSkewMs;
  if (isEarly && [...report.missing.values()].some((reason) => reason.includes('before the report was due'))) {
    ledger.violate('closed-early', `${run.runId} misses an answer before it is due`);
  }
}
