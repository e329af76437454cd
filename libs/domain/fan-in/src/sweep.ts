import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';

import { nextLookAtMs, nextRetryAtMs, planGraceMs, repeatForMs } from './pacing';
import { type FanInDeps, type Nomination, type OpenedRun, type Run, type SweepState, isOpened } from './ports';
import { hasNotNotified, sendReport, settleRun } from './settle-run';
import { dropUnscheduled, watchSchedule } from './watch-schedule';

/**
 * The most runs of one kind in one sweep. Those that have waited longest come first and then go to the end of the line, so
 * the next sweep, five minutes later, goes on with the others.
 */
const maxNominatedCount = 100;

/** The duration of a sweep, ms: less than the function's timeout, so that it ends by itself. */
const sweepBudgetMs = 10_000;

/**
 * Closes overdue runs, sends owed reports, repeats closed reports of the last day at growing intervals, and raises the alarm
 * about runs without a plan and scheduled runs that did not come. The failure of one run is logged and does not stop the
 * others. The next sweep tries again.
 *
 * All kinds run at the same time: slow runs of one kind would use up the time of the rest. The last log line is the sign of
 * life: an alarm rings when it is missing.
 *
 * @throws What nominating throws, after everything else is done. Retryable.
 */
export async function sweep(deps: FanInDeps): Promise<void> {
  const { store, clock } = deps;
  const untilMs = clock.nowMs() + sweepBudgetMs;
  const nomination = { dueByMs: clock.nowMs(), limit: maxNominatedCount };
  const sweepRuns = async (state: SweepState) =>
    await forEach(await store.nominate(state, nomination), untilMs, (runId) => sweepRun(runId, deps), 'runId', deps);

  const kinds = [
    sweepRuns('open'),
    sweepRuns('waiting'),
    watchSchedules(nomination, untilMs, deps),
    sweepRuns('closed'),
  ];
  const counts: number[] = [];
  for (const outcome of await Promise.allSettled(kinds)) {
    if (outcome.status === 'rejected') throw outcome.reason;
    counts.push(outcome.value);
  }
  const [openCount, waitingCount, expectedCount, closedCount] = counts;
  deps.log.info(measuredEvents.sweepFinished, { openCount, waitingCount, expectedCount, closedCount });
}

/** Watches every schedule of this stage, and drops expected runs of other reports. @returns How many were watched. */
async function watchSchedules(nomination: Nomination, untilMs: number, deps: FanInDeps): Promise<number> {
  const byReport = new Map(deps.schedules.map((schedule) => [schedule.reportId, schedule]));
  const visit = async (reportId: string) => {
    const schedule = byReport.get(reportId);
    await (schedule ? watchSchedule(schedule, deps) : dropUnscheduled(reportId, deps));
  };
  const count = await forEach(rotated([...byReport.keys()], deps.random()), untilMs, visit, 'reportId', deps);
  const unscheduled = (await deps.watch.nominateExpected(nomination)).filter((reportId) => !byReport.has(reportId));
  await forEach(unscheduled, untilMs, visit, 'reportId', deps);
  return count;
}

/** Begins anywhere: otherwise sweeps that are cut short would never reach the last items. */
function rotated<T>(items: readonly T[], share: number): readonly T[] {
  const start = Math.floor(share * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

/** @returns How many were visited, including failures. */
async function forEach(
  ids: readonly string[],
  untilMs: number,
  visit: (id: string) => Promise<void>,
  idName: 'runId' | 'reportId',
  { clock, log }: FanInDeps,
): Promise<number> {
  for (const [index, id] of ids.entries()) {
    if (clock.nowMs() >= untilMs) {
      log.warn('sweep-cut-short', { leftCount: ids.length - index });
      return index;
    }
    try {
      await visit(id);
    } catch (error) {
      log.error(alarmedEvents.sweepFailed, { [idName]: id, ...errorFields(error) });
    }
  }
  return ids.length;
}

async function sweepRun(runId: string, deps: FanInDeps): Promise<void> {
  // First to the end of the line: otherwise a hundred runs that always fail, or even stop the function, would keep all
  // others out.
  await deps.store.rescheduleSweep(runId, undefined, deps.clock.nowMs());
  const before = await deps.store.readRun(runId);
  if (!before) return;
  if (!isOpened(before)) return await alarmIfOld(before, deps);
  const run = await settleSparingly(before, deps);
  if (isOpened(run) && run.state === 'closed') await repeatReport(run, before.sentRevision >= run.revision, deps);
}

/**
 * Settles a run. If it fails after its report was handed to the notifier, pauses grow, since each attempt hands the report
 * over again and no reader waits. Otherwise the next sweep tries.
 */
async function settleSparingly(before: OpenedRun, deps: FanInDeps): Promise<Run | undefined> {
  const { runId, revision, closedAtMs } = before;
  let isHandedOver = false;
  const publishReportUpdate: FanInDeps['publishReportUpdate'] = async (update) => {
    await deps.publishReportUpdate(update);
    isHandedOver = true;
  };
  try {
    return await settleRun(before, { ...deps, publishReportUpdate });
  } catch (error) {
    if (isHandedOver && closedAtMs !== undefined)
      await deps.store.rescheduleSweep(runId, revision, nextRetryAtMs(closedAtMs, deps.clock.nowMs()));
    throw error;
  }
}

/** @param wasSentBefore - False: this very sweep has sent the revision. */
async function repeatReport(run: OpenedRun, wasSentBefore: boolean, deps: FanInDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const { runId, revision, closedAtMs = nowMs } = run;
  const isRepeated = wasSentBefore && !hasNotNotified(run) && nowMs < closedAtMs + repeatForMs;
  if (isRepeated) await sendReport(run, deps);
  const nextAtMs = nextLookAtMs(closedAtMs, nowMs);
  await deps.store.rescheduleSweep(runId, revision, nextAtMs < closedAtMs + repeatForMs ? nextAtMs : undefined);
}

async function alarmIfOld({ runId, revision, counter, firstSeenAtMs }: Run, deps: FanInDeps): Promise<void> {
  const { store, clock, log } = deps;
  const ageMs = clock.nowMs() - firstSeenAtMs;
  if (ageMs < planGraceMs) return;
  log.error(alarmedEvents.runWithoutPlan, { runId, counter, ageMs });
  await store.rescheduleSweep(runId, revision, nextLookAtMs(firstSeenAtMs, clock.nowMs()));
}
