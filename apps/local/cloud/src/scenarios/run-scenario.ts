import { type StoredReport } from '@pulso/adapters/dynamodb';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { findReportSchedule, followRun } from '../demo/fire-report';
import { type TimedUpdate, pushUpdates } from '../demo/read-updates';
import { startTimeFor } from '../demo/report-time';
import { type PlannedFaults } from '../faults/inject-faults';

/** What a person says to the bot. Groups have negative ids. */
interface Said {
  readonly updateId: number;
  readonly atMs: number;
  readonly fromId: number;
  /** Default: in private. */
  readonly chatId?: number;
  readonly text?: string;
}

/** @returns The update of it, as Telegram makes it. */
export const said = ({ updateId, atMs, fromId, chatId = fromId, text = '/help' }: Said): TimedUpdate => {
  const name = `Person ${fromId}`;
  const chat = chatId < 0 ? { type: 'supergroup', title: 'Group' } : { type: 'private', first_name: name };
  const message = {
    message_id: updateId,
    date: Math.floor(atMs / 1000),
    from: { id: fromId, is_bot: false, first_name: name },
    chat: { id: chatId, ...chat },
    text,
  };
  return { atMs, update: { update_id: updateId, message } };
};

export interface Scenario {
  readonly updates: readonly TimedUpdate[];
  readonly reportAtMs: number;
  /** What shall go wrong, from the start of the cloud on. */
  readonly faults?: PlannedFaults;
  /** Changes the cloud before anything happens in it. */
  readonly prepare?: (cloud: LocalCloud) => Promise<void> | void;
  /** Acts on the run once its schedule has fired and nothing moves any more. */
  readonly whenFired?: (cloud: LocalCloud, runId: string) => Promise<void>;
  /** Where the synthesized stacks are, default `dist/tf/local`. */
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
  const { updates, reportAtMs, prepare, whenFired, ...cloudOptions } = scenario;
  const startMs = startTimeFor(updates, reportAtMs);
  const cloud = await startLocalCloud({ schedules: 'sweep-only', ...cloudOptions, startMs });
  try {
    await prepare?.(cloud);
    const schedule = findReportSchedule(cloud.definition, reportAtMs);
    pushUpdates(updates, cloud.clock, (update) => cloud.botApi.pushUpdate(update));
    await cloud.clock.runUntil(reportAtMs);
    await cloud.fireSchedule(schedule.name, reportAtMs);
    if (whenFired) {
      await cloud.clock.settle();
      await whenFired(cloud, schedule.runId);
    }
    const isDelivered = (): boolean => cloud.deliveredReports().length > 0;
    const stored = await followRun(cloud, { runId: schedule.runId, dueMs: reportAtMs, isDelivered });
    return { cloud, stored };
  } catch (error) {
    await cloud.stop();
    const [denial] = cloud.access?.denials() ?? [];
    if (!denial) throw error;
    throw new Error(`${denial.message}; then: ${String(error)}`, { cause: error });
  }
}
