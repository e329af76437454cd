import { alarmedEvents } from '@pulso/contracts/envelope';
import { runIdOf } from '@pulso/contracts/run-requests';
import { nextScheduledMs } from '@pulso/kit/time';

import { expectationExpiresAtSeconds, lookForRunAtMs, nextLookAtMs } from './pacing';
import { type ExpectedRun, type FanInDeps, type ReportSchedule } from './ports';

/** The most runs of one schedule in one sweep. The next sweep goes on. */
const maxLookCount = 20;

/**
 * Expects the next run of a schedule, and raises the alarm at growing intervals while a due run is missing.
 *
 * The schedule says what is expected, so that even the first run of a report is missed. Runs are looked for one by one: a
 * missing run does not hide the next, and later sweeps make up for missed ones. After a change of the schedule, its next
 * run replaces the expected one.
 *
 * @throws {RangeError} The schedule can't be read. Not retryable: its stack has not checked it.
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
 * Stops expecting a run of a report that no longer has a schedule here.
 *
 * @param reportId - As nominated.
 */
export async function dropUnscheduled(reportId: string, { watch, log }: FanInDeps): Promise<void> {
  const expected = await watch.readExpectedRun(reportId);
  if (expected === undefined) return;
  await watch.dropExpected(expected);
  log.info('schedule-forgotten', { reportId });
}

/** A future run must be the schedule's next, or those before it would be missed. A past run must be on the schedule. */
function isNamedNext(found: ExpectedRun | undefined, schedule: ReportSchedule, nowMs: number): found is ExpectedRun {
  if (found === undefined) return false;
  return nextScheduledMs(schedule, Math.min(nowMs, found.scheduledAtMs - 1)) === found.scheduledAtMs;
}

const isDue = ({ sweepAtMs }: ExpectedRun, nowMs: number): boolean => nowMs >= sweepAtMs;

/** @returns The run expected after this look; undefined if the schedule never fires again. */
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

/** @returns The first run after `afterMs`, now expected; undefined if there is none. */
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
