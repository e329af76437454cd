import { isTelegramDestination, type ReportPlan, showsProgress } from '@pulso/contracts/report-plan';
import { alarmedEvents } from '@pulso/contracts/envelope';
import { expectedQueries } from '@pulso/domain/report-content';
import { type Clock } from '@pulso/kit/time';

import { nextLookAtMs } from './pacing';
import { type RunStore } from './ports';
import { type OpenedRun, type Run, type StoredResult, isFinished, isOpened } from './run';
import { type SendReportDeps, mayBeWithheld, notKept, sendReport } from './send-report';

export interface SettleRunDeps extends SendReportDeps {
  readonly store: SendReportDeps['store'] & Pick<RunStore, 'readRun' | 'closeRun'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Ends every delivery, duplicates included: closes the run if it is over, and sends the revision that is owed. It also
 * does what an earlier delivery had left to do when its process died.
 *
 * @param seen - As it was just read.
 * @returns The run as it was read last; undefined when there is none.
 */
export async function settleRun(seen: Run | undefined, deps: SettleRunDeps): Promise<Run | undefined> {
  if (!isOpened(seen)) return seen;
  // After a close, won or lost, the run is read anew: its revision must not be older than the close.
  const run = (await closeIfOver(seen, deps)) ? await deps.store.readRun(seen.runId) : seen;
  if (isOpened(run) && isOwed(run)) await sendReport(run, deps);
  return run;
}

/** Whether a late answer is one more message to readers: mails and calls of webhooks can't be edited. */
export const makesCorrections = (run: Run | undefined): boolean =>
  isOpened(run) && run.state === 'closed' && !run.plan.destinations.every(isTelegramDestination);

/** @returns Whether the run was running and over, so that this process or another one has closed it by now. */
async function closeIfOver(run: OpenedRun, { store, clock, log }: SettleRunDeps): Promise<boolean> {
  const { runId, counter, plan } = run;
  if (run.state === 'closed') return false;
  const nowMs = clock.nowMs();
  const over = await endOf(run, nowMs, store);
  if (!over) return false;
  const { why, results } = over;
  // Before the close: a process that dies in between repeats it, and after the close no process would look again.
  if (isUnanswered(plan, results)) {
    const { reportId, trigger } = plan;
    log.error(alarmedEvents.reportWithoutAnswers, { runId, reportId, trigger, why, counter });
  }
  const outcome = await store.closeRun({ runId, closedAtMs: nowMs, sweepAtMs: nextLookAtMs(nowMs, nowMs) });
  if (outcome === 'closed')
    log.info('run-closed', { runId, why, counter, expectedCount: expectedQueries(plan).length });
  return true;
}

/** Why a run is over, and what it has by then. */
interface End {
  readonly why: 'due' | 'finished';
  readonly results: readonly StoredResult[];
}

/** The counter says when looking is worth its price; only the set of results says whether every answer is there. */
async function endOf(
  { runId, plan, counter }: OpenedRun,
  nowMs: number,
  store: Pick<RunStore, 'readResults'>,
): Promise<End | undefined> {
  if (nowMs >= plan.reportDueAtMs) return { why: 'due', results: await store.readResults(runId) };
  if (counter < expectedQueries(plan).length) return undefined;
  const results = await store.readResults(runId);
  return isFinished(plan, results) ? { why: 'finished', results } : undefined;
}

/**
 * Whether not one of its questions was answered, and an operator can mend that: logs of a time for which none are kept come
 * from nowhere. A report without questions, which sums up others, has none to miss.
 */
function isUnanswered(plan: ReportPlan, results: readonly StoredResult[]): boolean {
  const outcomes = new Map(results.map(({ queryId, outcome }) => [queryId, outcome]));
  const expected = expectedQueries(plan).map(({ queryId }) => outcomes.get(queryId));
  const isAnswered = expected.some((outcome) => outcome?.status === 'success');
  return !isAnswered && expected.some((outcome) => outcome?.status !== 'failed' || outcome.reason.code !== notKept);
}

/**
 * How often one message is edited at most while its run goes on: a short one is over in seconds, in which more than two
 * edits are unrest, and more than ten would meet Telegram's flood limits. Each one reads all results.
 */
const maxProgressCountOf = (questionCount: number): number => (questionCount <= fewQuestions ? 2 : 10);

const fewQuestions = 20;

/**
 * A closed run owes its newest revision. A running one owes its progress to the destinations that show it, whenever
 * another half (of many questions, another tenth) has been answered since the last update.
 */
function isOwed({ revision, sentRevision, state, plan }: OpenedRun): boolean {
  if (state === 'closed') return revision > sentRevision;
  const isWatched = !mayBeWithheld(plan) && plan.destinations.some(showsProgress);
  const questionCount = expectedQueries(plan).length;
  const step = Math.max(1, Math.ceil(questionCount / maxProgressCountOf(questionCount)));
  return isWatched && revision - sentRevision >= step;
}
