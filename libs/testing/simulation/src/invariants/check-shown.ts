import { ownerUserId, strangerUserId } from '../services/names';
import { readReport } from '../telegram/read-report';
import { type ShownMessage } from '../telegram/chat';
import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { checkHistoryShown } from './check-presses';
import { checkCopies } from './check-copies';
import { checkReport } from './check-report';
import { readUnanswered } from './stored-run';

/**
 * Checks every new or edited message: what it claims (I1), that no chat gets a report twice unless the repeat is marked as
 * one (I2), and that none gets one that is not for it: an owner who asks in a group is answered in private.
 */
export function checkShown(world: World, message: ShownMessage, isNew: boolean): void {
  const { ledger, kernel } = world;
  const { chatId, text } = message;
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
