import { type Log } from '@pulso/logging';
import { type Clock } from '@pulso/time';

import { nextLookAtMs } from './pacing';
import { type PublishReportUpdate, type RunStore } from './ports';
import { expectedQueries, isFinished } from './report-content';
import { type OpenedRun, type Run, isOpened } from './run';
import { sendReport } from './send-report';

export interface SettleRunDeps {
  readonly store: Pick<RunStore, 'readRun' | 'readResults' | 'closeRun' | 'markSent' | 'keepHistory'>;
  readonly publishReportUpdate: PublishReportUpdate;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/**
 * What every delivery ends with, duplicates included: closes the run if it is over, and sends the revision that is
 * owed. Whatever an earlier delivery was about to do when it died is done here.
 *
 * @param onSeen - Told the run as it was found, before anything is done about it.
 * @returns The run as it was read last; undefined when there is none.
 */
export async function settleRun(
  runId: string,
  deps: SettleRunDeps,
  onSeen: (run: Run | undefined) => void = () => undefined,
): Promise<Run | undefined> {
  const seen = await deps.store.readRun(runId);
  onSeen(seen);
  if (!isOpened(seen)) return seen;
  // After a close, won or lost, the run is read anew: its revision must not be older than the close.
  const run = (await closeIfOver(seen, deps)) ? await deps.store.readRun(runId) : seen;
  if (isOpened(run) && isOwed(run)) await sendReport(run, deps);
  return run;
}

/** @returns Whether the run was over while it was running, that is, whether somebody has closed it now. */
async function closeIfOver(run: OpenedRun, { store, clock, log }: SettleRunDeps): Promise<boolean> {
  const { runId, counter } = run;
  if (run.state === 'closed') return false;
  const nowMs = clock.nowMs();
  const why = await whyOver(run, nowMs, store);
  if (why === undefined) return false;
  const outcome = await store.closeRun({ runId, closedAtMs: nowMs, sweepAtMs: nextLookAtMs(nowMs, nowMs) });
  if (outcome === 'closed')
    log.info('run-closed', { runId, why, counter, expectedCount: expectedQueries(run.plan).length });
  return true;
}

/** The counter says when it is worth looking; whether everything is there, only the set of results says. */
async function whyOver(
  { runId, plan, counter }: OpenedRun,
  nowMs: number,
  store: Pick<RunStore, 'readResults'>,
): Promise<'due' | 'finished' | undefined> {
  if (nowMs >= plan.reportDueAtMs) return 'due';
  if (counter < expectedQueries(plan).length) return undefined;
  return isFinished(plan, await store.readResults(runId)) ? 'finished' : undefined;
}

/** Edits of one message while its run goes on: more would meet Telegram's flood limits, and each one reads all results. */
const maxProgressCount = 10;

/** A closed run owes its newest revision; a running one, where somebody watches, a tenth of the way more than was sent. */
function isOwed({ revision, sentRevision, state, plan }: OpenedRun): boolean {
  if (state === 'closed') return revision > sentRevision;
  const isWatched = plan.destinations.some(({ showsProgress }) => showsProgress);
  return (
    isWatched && revision - sentRevision >= Math.max(1, Math.ceil(expectedQueries(plan).length / maxProgressCount))
  );
}
