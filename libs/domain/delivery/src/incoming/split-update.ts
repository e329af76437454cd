import { showsProgress } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';

/** One revision of a report for one destination. */
export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

/**
 * Turns an update into one message per destination, so that a slow chat delays no other.
 *
 * Progress goes only to destinations that want to see it.
 */
export function splitUpdate(update: Extract<ReportUpdate, { type: 'report-update' }>): readonly Deliver[] {
  const { schemaVersion, runId, revision, content, destinations } = update;
  return destinations
    .filter((destination) => content.state !== 'progress' || showsProgress(destination))
    .map((destination) => ({ schemaVersion, type: 'deliver', runId, revision, content, destination }));
}

/**
 * Whether an update is split at this receive (D1): at the first, second, fourth, eighth and so on.
 *
 * Each split sends a message per destination, and a process that dies after it leaves them behind. So an update that
 * brings the process down at each of its 60 receives leaves six of a kind, not 60.
 *
 * @param receiveCount - At least 1.
 */
export const isSplitNow = (receiveCount: number): boolean => Number.isInteger(Math.log2(receiveCount));
