import { alarmedEvents } from '@pulso/contracts/envelope';
import { showsProgress } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import {
  type HistoryEntry,
  type Report,
  decideNotifications,
  historyNeeded,
  reportOf,
} from '@pulso/domain/report-content';
import { type Log } from '@pulso/kit/runtime';

import { RunStoreConflictError } from './errors';
import { toldNewsExpiresAtSeconds } from './pacing';
import { type History, type PublishReportUpdate, type RunStore } from './ports';
import { type OpenedRun } from './run';

export interface TellDeps {
  readonly store: Pick<RunStore, 'readResults' | 'readHistory'>;
  readonly log: Log;
}

export interface SendReportDeps extends TellDeps {
  readonly store: TellDeps['store'] &
    Pick<RunStore, 'readToldNews' | 'keepToldNews' | 'markPublished' | 'markSent' | 'keepHistory'>;
  readonly publishReportUpdate: PublishReportUpdate;
}

/**
 * Reads what the report of a run depends on, and tells it.
 *
 * @param run - Just read: the results are read after it, so the content is never older than the revision it carries.
 */
export async function tell(run: OpenedRun, { store, log }: TellDeps): Promise<Report> {
  const results = await store.readResults(run.runId);
  const read = historyNeeded(run).map(async ({ reportId, endsFromMs }) => {
    const history = await store.readHistory(reportId, endsFromMs);
    return [reportId, entriesOf(history, reportId, log)] as const;
  });
  return reportOf(run, results, new Map(await Promise.all(read)));
}

/** Entries are kept for 400 days, and no report may wait so long for its comparison: an unreadable one becomes a gap. */
export function entriesOf({ entries, unreadable }: History, reportId: string, log: Log): readonly HistoryEntry[] {
  for (const problem of unreadable) log.warn('history-unreadable', { reportId, problem });
  return entries;
}

/**
 * Sends what a run's report says now. Sending it again is harmless: the notifier delivers a revision once.
 *
 * The revision is marked as sent last, so that the delivery after a crash finds it still owed. A report that has nothing
 * to say is marked, too, and left to the history.
 *
 * @param run - As for {@link tell}.
 */
export async function sendReport(run: OpenedRun, deps: SendReportDeps): Promise<void> {
  const { store, log } = deps;
  const { runId, plan, revision, state } = run;
  const { content: told, entry, silence } = await tell(run, deps);
  const isClosed = state === 'closed';
  const content = isClosed && isSentForNews(plan) ? await notify(run, told, store) : told;
  // Before it is out: a process that dies in between repeats it.
  if (silence) {
    const { usual, ...number } = silence;
    const fields = { runId, reportId: plan.reportId, ...number, usualLow: usual.low, usualHigh: usual.high };
    log.error(alarmedEvents.noRequests, fields);
  }
  if (!isClosed || !isWithheld(run, content)) await publish(run, content, deps);
  else if (run.sentRevision < revision) log.info('report-not-sent', { runId, revision, state: content.state });
  if (entry) await store.keepHistory(entry);
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

const maxAttemptCount = 3;

/**
 * Adds to a closed report of which anomalies it notifies its readers.
 *
 * What is decided is written before it is sent: processes that look at two windows at a time would both notify of one
 * outage, and one that dies in between notifies of the same when its event comes back.
 *
 * @throws {RunStoreConflictError} Other windows were decided in between, time and again. Retryable.
 */
async function notify(run: OpenedRun, content: ReportContent, store: SendReportDeps['store']): Promise<ReportContent> {
  const { reportId, windowEndMs } = run.plan;
  const expiresAtSeconds = toldNewsExpiresAtSeconds(windowEndMs);
  for (let attempt = 0; attempt < maxAttemptCount; attempt += 1) {
    const read = await store.readToldNews(reportId);
    const { news, kept } = decideNotifications(run, content.values, read);
    if (!kept || (await store.keepToldNews({ reportId, ...kept, expiresAtSeconds }, read)) === 'kept')
      return news.length > 0 ? { ...content, news: [...news] } : content;
  }
  throw new RunStoreConflictError('notify');
}

/** Why a question has no answer where no logs of its time are kept: they begin later, or that time was deleted. */
export const notKept = 'not-kept';

/**
 * Tells whether a closed report has nothing to say: it is sent for its anomalies alone, and notifies of none. Or its plan
 * has a condition, and the number is not above the bound or there was nothing to measure, as before the first logs of a
 * stage.
 *
 * Only scheduled runs are withheld: a person who asks for a report gets one. A number without an answer is worth a report,
 * and so is a correction of what readers have seen. Logs of a time of which none are kept hold no answer.
 */
function isWithheld(run: OpenedRun, { values, missing, news }: ReportContent): boolean {
  const { onlyIf, queries } = run.plan;
  if (hadNoNews(run)) return !news;
  if (!onlyIf || !mayBeWithheld(run.plan) || run.publishedRevision !== undefined) return false;
  const found = values.find(({ queryId, numberId }) => queryId === onlyIf.queryId && numberId === onlyIf.numberId);
  if (found) return found.value <= onlyIf.above;
  const isAsked = queries.some(({ queryId }) => queryId === onlyIf.queryId);
  return isAsked && missing.every(({ queryId, reason }) => queryId !== onlyIf.queryId || reason.code === notKept);
}

/** Whether a closed run is sent for its anomalies alone, and readers have not seen it: what was decided stays. */
export const hadNoNews = ({ plan, publishedRevision }: OpenedRun): boolean =>
  isSentForNews(plan) && publishedRevision === undefined;

const isSentForNews = ({ news, trigger }: OpenedRun['plan']): boolean => news !== undefined && trigger === 'schedule';

/** Of such a run nothing is shown before it is over: what has begun must also end. */
export const mayBeWithheld = ({ onlyIf, news, trigger }: OpenedRun['plan']): boolean =>
  (onlyIf !== undefined || news !== undefined) && trigger === 'schedule';
