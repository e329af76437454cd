import { showsProgress } from '@pulso/contracts/destinations';
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
