import { readReport } from '../telegram/read-report';
import { type ShownMessage } from '../telegram/telegram';
import { answerOf, queryStringOf } from '../world/catalogue';
import { type World } from '../world/world';

/** How far a clock may be ahead, ms. */
const longestSkewMs = 120_000;

/**
 * Checks every new or edited message: nothing incomplete is called complete, no number is wrong, a partial report names
 * what is missing and why (invariant I1), no chat gets a report twice unless the repeat is marked as one (I2), and no
 * chat gets one that is not for it: an owner who asks in a group is answered in private.
 */
export function checkShown(world: World, { chatId, text }: ShownMessage, isNew: boolean): void {
  const { ledger, kernel, queryCount } = world;
  const known = ledger.destinationOf(chatId);
  const report = readReport(text);
  if (kernel.isRecording) kernel.note(`chat ${chatId} ${isNew ? 'gets' : 'edit'}: ${text.replaceAll('\n', ' | ')}`);
  if (!report) return;
  if (!known) return ledger.violate('wrong-chat', `A report is shown in ${chatId}, which is not for it`);
  const { run, destination } = known;

  for (const [title, value] of report.values) {
    if (answerOf(queryStringOf(Number(title.slice(1)))) !== value) {
      ledger.violate('wrong-value', `${run.runId} shows ${title} as ${value}`);
    }
  }
  if (report.state === 'progress') {
    destination.progressCount += 1;
    return;
  }
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
  destination.firstClosedAtMs ??= kernel.nowMs;
  if (isNew && report.isRepeat) destination.repeatedPostCount += 1;
  // Each repeat follows from a fault that left the notifier unsure whether its message had been sent.
  const repeatCount = Math.max(destination.repeatedPostCount, report.isRepeat ? 1 : 0);
  // Where a placeholder is edited, no message was sent that could appear twice.
  const isFirst = destination.isAsker && destination.moveCount === 0 && destination.closedPostCount === 0 && !isNew;
  if (repeatCount > (isFirst ? 0 : world.struckCount('notifier'))) {
    ledger.violate('needless-repeat', `${run.runId} is called a repeat in ${chatId}, and every send was answered`);
  }
  if (!isNew) return;
  destination.closedPostCount += 1;
  const unmarkedCount = destination.closedPostCount - destination.repeatedPostCount;
  if (unmarkedCount > 1 + destination.moveCount) {
    ledger.violate('double', `${run.runId} is posted ${unmarkedCount} times in ${chatId}, unmarked`);
  }
}
