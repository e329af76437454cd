import { showsProgress } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/kit/runtime';

import { historyEntryOf } from '../history/history-entry';
import { readPast } from '../history/past';
import { readEntries } from '../history/read-entries';
import { type PublishReportUpdate, type RunStore } from '../ports';
import { tellNews } from '../news/tell-news';
import { reportOf } from '../report/report-content';
import { type OpenedRun } from '../run';
import { isWithheld, mayBeWithheld } from './is-withheld';
import { noticeSilence } from './notice-silence';

export interface SendReportDeps {
  readonly store: Pick<
    RunStore,
    'readResults' | 'readHistory' | 'readToldNews' | 'keepToldNews' | 'markPublished' | 'markSent' | 'keepHistory'
  >;
  readonly publishReportUpdate: PublishReportUpdate;
  readonly log: Log;
}

/**
 * Sends what a run's report says now. Sending it again is harmless: the notifier delivers a revision once.
 *
 * The revision is marked as sent last, so that the delivery after a crash finds it still owed. A report that has nothing
 * to say is marked, too, and left to the history.
 *
 * @param run - Just read: the results are read after it, so the content is never older than the revision it carries.
 */
export async function sendReport(run: OpenedRun, deps: SendReportDeps): Promise<void> {
  const { store, log } = deps;
  const { runId, plan, revision, state } = run;
  const results = await store.readResults(runId);
  const isClosed = state === 'closed';
  const past = isClosed ? await readPast(plan, readEntries(deps)) : undefined;
  const report = reportOf(run, results, past);
  const content = isClosed ? await tellNews(run, report.content, store) : report.content;
  // Before it is out: a process that dies in between repeats it.
  if (past) noticeSilence(run, content, past, log);
  if (!isClosed || !isWithheld(run, content)) await publish(run, content, deps);
  else if (run.sentRevision < revision) log.info('report-not-sent', { runId, revision, state: content.state });
  if (isClosed && plan.trigger === 'schedule') await store.keepHistory(historyEntryOf(run, report));
  await store.markSent(runId, revision);
}

async function publish(run: OpenedRun, content: ReportContent, deps: SendReportDeps): Promise<void> {
  const { store, publishReportUpdate, log } = deps;
  const { runId, plan, revision, state } = run;
  // Before it is out: a correction of what readers have seen must follow in any case.
  if (mayBeWithheld(plan) && run.publishedRevision === undefined) await store.markPublished(runId, revision);
  const destinations = plan.destinations.filter((destination) => state === 'closed' || showsProgress(destination));
  await publishReportUpdate({ schemaVersion: 1, type: 'report-update', runId, revision, content, destinations });
  log.info('report-update-sent', {
    runId,
    revision,
    state: content.state,
    valueCount: content.values.length,
    tableCount: content.tables?.length ?? 0,
    missingCount: content.missing.length,
  });
}
