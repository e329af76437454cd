import { type ReadReport } from '../telegram/read-report';
import { isRightAnswer } from '../world/history-book';
import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { checkNewsShown } from './check-news';
import { hasNothingToSay } from './is-withheld';

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
