import { type StoredReport } from '@pulso/adapters/dynamodb-runs';

import { findReportSchedule } from '../cloud/find-report-schedule';
import { type InvocationFaultFor } from '../cloud/start-functions';
import { type LocalCloud, startLocalCloud } from '../cloud/start-local-cloud';
import { type PlannedFaults } from '../faults/inject-faults';
import { followRun } from '../demo/follow-run';
import { pushUpdates } from '../demo/push-updates';
import { type TimedUpdate } from '../demo/read-updates';

const minuteMs = 60_000;

/** A day up to its delivered report. */
export interface ScenarioDay {
  readonly updates: readonly TimedUpdate[];
  readonly reportAtMs: number;
  /** Called when the day is over and the schedule is about to fire. */
  readonly beforeReport?: () => void;
  /** Acts on the run once its schedule has fired and nothing moves any more. */
  readonly whenFired?: (cloud: LocalCloud, runId: string) => Promise<void>;
}

export interface Scenario extends ScenarioDay {
  /** What shall go wrong, from the start of the cloud on. */
  readonly faults?: PlannedFaults;
  /** Asked for every invocation: what shall go wrong with it. */
  readonly invocationFaultFor?: InvocationFaultFor;
  /** Changes the cloud before anything happens in it. */
  readonly prepare?: (cloud: LocalCloud) => Promise<void> | void;
  /** Where the synthesized stacks are, default `dist/tf`. */
  readonly stackFolder?: string | undefined;
}

export interface ScenarioResult {
  readonly cloud: LocalCloud;
  readonly stored: StoredReport | undefined;
}

/**
 * Runs a day in a local cloud up to its delivered report, for specs.
 *
 * The working directory must be the repository's root, with every service built and the local stage synthesized.
 *
 * @returns The cloud still runs: the caller stops it.
 */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const { updates, reportAtMs, prepare, faults, invocationFaultFor, stackFolder } = scenario;
  const startMs = Math.min(updates[0]?.atMs ?? reportAtMs, reportAtMs) - minuteMs;
  const cloud = await startLocalCloud({
    ...{ startMs, schedules: 'sweep-only', stackFolder },
    ...(faults && { faults }),
    ...(invocationFaultFor && { invocationFaultFor }),
  });
  try {
    await prepare?.(cloud);
    return { cloud, stored: await runDay(cloud, scenario) };
  } catch (error) {
    await cloud.stop();
    const [denial] = cloud.access?.denials() ?? [];
    if (!denial) throw error;
    throw new Error(`${denial.message}; then: ${String(error)}`, { cause: error });
  }
}

/**
 * Runs a day up to its delivered report in a cloud that may have seen others: a cloud starts slower than a small day passes.
 *
 * @returns The run as it is stored then.
 */
export async function runDay(cloud: LocalCloud, day: ScenarioDay): Promise<StoredReport | undefined> {
  const { updates, reportAtMs, beforeReport, whenFired } = day;
  const { clock } = cloud;
  const schedule = findReportSchedule(cloud.definition, reportAtMs);
  const deliveredBefore = cloud.deliveredReports().length;
  pushUpdates(updates, clock, (update) => cloud.botApi.pushUpdate(update));
  await clock.runUntil(reportAtMs);
  beforeReport?.();
  await cloud.fireSchedule(schedule.name, reportAtMs);
  if (whenFired) {
    await clock.settle();
    await whenFired(cloud, schedule.runId);
  }
  return followRun({
    clock,
    readReport: () => cloud.readReport(schedule.runId),
    isDelivered: () => cloud.deliveredReports().length > deliveredBefore,
    untilMs: reportAtMs + 20 * minuteMs,
  });
}
