import { alarmedEvents } from '@pulso/contracts/naming';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { runIdOf } from '@pulso/contracts/run-requests';
import { type Log } from '@pulso/logging';
import { type Clock } from '@pulso/time';

import { expectationExpiresAtSeconds, lookForRunAtMs, nextLookAtMs } from './pacing';
import { type RunStore, type ScheduleWatch } from './ports';

export interface WatchScheduleDeps {
  readonly store: Pick<RunStore, 'readRun'>;
  readonly watch: ScheduleWatch;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** Remembers which scheduled run comes after the one with this plan. Safe to repeat with every event of the run. */
export async function expectNextRun(
  { reportId, nextScheduledAtMs }: ReportPlan,
  watch: Pick<ScheduleWatch, 'expectRun'>,
): Promise<void> {
  if (nextScheduledAtMs === undefined) return;
  await watch.expectRun({
    reportId,
    scheduledAtMs: nextScheduledAtMs,
    sweepAtMs: lookForRunAtMs(nextScheduledAtMs),
    expiresAtSeconds: expectationExpiresAtSeconds(nextScheduledAtMs),
  });
}

/**
 * Looks for the scheduled run that a report expects, and raises the alarm while it is missing, at growing intervals.
 *
 * @param reportId - As nominated; nothing is done where no run is due by now.
 */
export async function lookForExpectedRun(
  reportId: string,
  { store, watch, clock, log }: WatchScheduleDeps,
): Promise<void> {
  const nowMs = clock.nowMs();
  const expected = await watch.readExpectedRun(reportId);
  if (!expected || nowMs < lookForRunAtMs(expected.scheduledAtMs)) return;
  const runId = scheduledRunId(expected.reportId, expected.scheduledAtMs);
  const plan = (await store.readRun(runId))?.plan;
  if (plan) {
    // It came, but the event that opened it was cut short before it could say what comes next.
    await expectNextRun(plan, watch);
    await watch.rescheduleExpected(expected, undefined);
    return;
  }
  const scheduledAt = new Date(expected.scheduledAtMs).toISOString();
  log.error(alarmedEvents.scheduledRunMissing, { reportId, runId, scheduledAt });
  await watch.rescheduleExpected(expected, nextLookAtMs(expected.scheduledAtMs, nowMs));
}

const scheduledRunId = (reportId: string, scheduledAtMs: number): string =>
  runIdOf({
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  });
