import { alarmedEvents } from '@pulso/contracts/envelope';
import { runIdOf } from '@pulso/contracts/run-requests';
import { nextScheduledMs } from '@pulso/kit/time';

import { expectationExpiresAtSeconds, lookForRunAtMs, nextLookAtMs } from './pacing';
import { type ExpectedRun, type FanInDeps, type ReportSchedule } from './ports';

/** The most runs of one schedule that one sweep looks for. The next sweep goes on. */
const maxLookCount = 20;

/**
 * Expects the next run of a schedule, and raises the alarm while one that is due is missing, at growing intervals.
 *
 * The schedule itself says what is expected: the first run of a report is missed like any other. Every run is looked for in
 * its turn, so that a missing one does not hide the next, and sweeps that did not take place are made up for. After a
 * schedule was changed, what it names next takes the place of what was expected.
 *
 * @throws {RangeError} The schedule can't be read. Not retryable: the stack that passed it has not checked it.
 */
export async function watchSchedule(schedule: ReportSchedule, deps: FanInDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const found = await deps.watch.readExpectedRun(schedule.reportId);
  let expected = isNamedNext(found, schedule, nowMs) ? found : await expectAfter(nowMs, schedule, found, deps);
  for (let count = 0; count < maxLookCount && expected && isDue(expected, nowMs); count += 1) {
    expected = await lookForRun(expected, schedule, deps);
  }
}

/**
 * Stops expecting a run of a report that has no schedule here: it was taken out, or runs on request from now on.
 *
 * @param reportId - As nominated.
 */
export async function dropUnscheduled(reportId: string, { watch, log }: FanInDeps): Promise<void> {
  const expected = await watch.readExpectedRun(reportId);
  if (expected === undefined) return;
  await watch.dropExpected(expected);
  log.info('schedule-forgotten', { reportId });
}

/** One that is still to come must be the next, lest those before it go unseen; one that is past need only be named. */
function isNamedNext(found: ExpectedRun | undefined, schedule: ReportSchedule, nowMs: number): found is ExpectedRun {
  if (found === undefined) return false;
  return nextScheduledMs(schedule, Math.min(nowMs, found.scheduledAtMs - 1)) === found.scheduledAtMs;
}

const isDue = ({ sweepAtMs }: ExpectedRun, nowMs: number): boolean => nowMs >= sweepAtMs;

/** @returns What is expected after this look; undefined when the schedule never fires again. */
async function lookForRun(
  expected: ExpectedRun,
  schedule: ReportSchedule,
  deps: FanInDeps,
): Promise<ExpectedRun | undefined> {
  const { store, watch, clock, log } = deps;
  const { reportId, scheduledAtMs } = expected;
  const runId = scheduledRunId(reportId, scheduledAtMs);
  const hasCome = (await store.readRun(runId))?.plan !== undefined;
  if (!hasCome) {
    log.error(alarmedEvents.scheduledRunMissing, {
      reportId,
      runId,
      scheduledAt: new Date(scheduledAtMs).toISOString(),
    });
  }
  const nowMs = clock.nowMs();
  const nextMs = nextScheduledMs(schedule, scheduledAtMs);
  const nextDueAtMs = nextMs === undefined ? Infinity : lookForRunAtMs(nextMs);
  if (hasCome || nextDueAtMs <= nowMs) return await expectAfter(scheduledAtMs, schedule, expected, deps);
  const sweepAtMs = Math.min(nextLookAtMs(scheduledAtMs, nowMs), nextDueAtMs);
  await watch.rescheduleExpected(expected, sweepAtMs);
  return { ...expected, sweepAtMs };
}

/** @returns The first run after `afterMs`, which is expected now; undefined when there is none. */
async function expectAfter(
  afterMs: number,
  schedule: ReportSchedule,
  instead: ExpectedRun | undefined,
  { watch }: FanInDeps,
): Promise<ExpectedRun | undefined> {
  const scheduledAtMs = nextScheduledMs(schedule, afterMs);
  if (scheduledAtMs === undefined) {
    if (instead !== undefined) await watch.dropExpected(instead);
    return undefined;
  }
  const run = {
    reportId: schedule.reportId,
    scheduledAtMs,
    sweepAtMs: lookForRunAtMs(scheduledAtMs),
    expiresAtSeconds: expectationExpiresAtSeconds(nextScheduledMs(schedule, scheduledAtMs) ?? scheduledAtMs),
  };
  await watch.expectRun(run, instead);
  return run;
}

const scheduledRunId = (reportId: string, scheduledAtMs: number): string =>
  runIdOf({
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  });
