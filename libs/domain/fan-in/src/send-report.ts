import { showsProgress } from '@pulso/contracts/destinations';
import { type ReportContent, schemaVersionOf } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/logging';

import { historyExpiresAtSeconds } from './pacing';
import { type PublishReportUpdate, type RunStore } from './ports';
import { reportContentOf } from './report-content';
import { type OpenedRun } from './run';

export interface SendReportDeps {
  readonly store: Pick<RunStore, 'readResults' | 'markSent' | 'keepHistory'>;
  readonly publishReportUpdate: PublishReportUpdate;
  readonly log: Log;
}

/**
 * Sends what a run's report says now. Sending it again is harmless: the notifier delivers a revision once.
 *
 * The revision is marked as sent last, so that the delivery after a crash finds it still owed.
 *
 * @param run - Just read: the results are read after it, so the content is never older than the revision it carries.
 */
export async function sendReport(run: OpenedRun, deps: SendReportDeps): Promise<void> {
  const { store, publishReportUpdate, log } = deps;
  const { runId, plan, revision, state } = run;
  const content = reportContentOf(run, await store.readResults(runId));
  const destinations = plan.destinations.filter((destination) => state === 'closed' || showsProgress(destination));
  const schemaVersion = schemaVersionOf(content);
  await publishReportUpdate({ schemaVersion, type: 'report-update', runId, revision, content, destinations });
  log.info('report-update-sent', {
    runId,
    revision,
    state: content.state,
    valueCount: content.values.length,
    tableCount: content.tables?.length ?? 0,
    missingCount: content.missing.length,
  });
  if (state === 'closed' && plan.trigger === 'schedule') await keepHistory(run, content, store);
  await store.markSent(runId, revision);
}

const keepHistory = (
  { runId, revision }: OpenedRun,
  { reportId, state, windowStartMs, windowEndMs, values, missing }: ReportContent,
  store: Pick<RunStore, 'keepHistory'>,
): Promise<void> =>
  store.keepHistory({
    reportId,
    runId,
    revision,
    state,
    windowStartMs,
    windowEndMs,
    values: values.map(({ queryId, value }) => ({ queryId, value })),
    missing: missing.map(({ queryId, reason }) => ({ queryId, code: reason.code })),
    expiresAtSeconds: historyExpiresAtSeconds(windowEndMs),
  });
