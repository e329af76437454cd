import { alarmedEvents } from '@pulso/contracts/envelope';
import { isTelegramDestination, showsProgress } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import {
  type HistoryEntry,
  type Report,
  decideNotifications,
  expectedQueries,
  historyNeeded,
  reportOf,
} from '@pulso/domain/report-content';

import { RunStoreConflictError } from './errors';
import { nextLookAtMs, runExpiresAtSeconds } from './pacing';
import { type FanInDeps, type History, type OpenedRun, type Run, isOpened } from './ports';

/**
 * Ends the handling of every event, duplicates included: closes the run if it is over, and sends the owed revision. So it
 * also finishes what a process left undone when it died.
 *
 * @param seen - The run, just read.
 * @returns The run as it was read last; undefined if there is none.
 */
export async function settleRun(seen: Run | undefined, deps: FanInDeps): Promise<Run | undefined> {
  if (!isOpened(seen)) return seen;
  // Read again after a close, won or lost: the revision must not be older than the close.
  const run = (await closeIfOver(seen, deps)) ? await deps.store.readRun(seen.runId) : seen;
  if (isOpened(run) && isOwed(run)) await sendReport(run, deps);
  return run;
}

/** Tells whether a late answer sends readers one more message: mails and webhook calls can't be edited. */
export const makesCorrections = (run: Run | undefined): boolean =>
  isOpened(run) && run.state === 'closed' && !run.plan.destinations.every(isTelegramDestination);

/** @returns Whether the run was over: then this process or another one has closed it. */
async function closeIfOver({ runId, state, counter, plan }: OpenedRun, deps: FanInDeps): Promise<boolean> {
  const { store, clock, log } = deps;
  const nowMs = clock.nowMs();
  const isDue = nowMs >= plan.reportDueAtMs;
  const expected = expectedQueries(plan);
  // The counter only says when to read the results. They say whether every answer is there.
  if (state === 'closed' || (!isDue && counter < expected.length)) return false;
  const results = new Map((await store.readResults(runId)).map(({ queryId, outcome }) => [queryId, outcome]));
  const outcomes = expected.map(({ queryId }) => results.get(queryId));
  if (!isDue && outcomes.includes(undefined)) return false;
  const why = isDue ? 'due' : 'finished';
  // Before the close: if the process dies in between, another one repeats it. After the close none would look again.
  if (isUnanswered(outcomes)) {
    const { reportId, trigger } = plan;
    log.error(alarmedEvents.reportWithoutAnswers, { runId, reportId, trigger, why, counter });
  }
  const outcome = await store.closeRun({ runId, closedAtMs: nowMs, sweepAtMs: nextLookAtMs(nowMs, nowMs) });
  if (outcome === 'closed') log.info('run-closed', { runId, why, counter, expectedCount: expected.length });
  return true;
}

/** The question's window is older than the logs: they begin later, or retention has deleted them. */
const notKept = 'not-kept';

/**
 * Tells whether no question was answered and an operator can mend that: deleted logs do not come back. A report without
 * questions, which sums up others, misses nothing.
 */
const isUnanswered = (outcomes: readonly (QueryOutcome | undefined)[]): boolean =>
  outcomes.every((outcome) => outcome?.status !== 'success') &&
  outcomes.some((outcome) => outcome?.status !== 'failed' || outcome.reason.code !== notKept);

const fewQuestions = 20;

/**
 * A closed run owes its newest revision. A running one owes progress to destinations that show it, after every half of its
 * questions, or every tenth of many. A short run takes seconds: more than two edits would flicker. More than ten would meet
 * Telegram's flood limits.
 */
function isOwed({ revision, sentRevision, state, plan }: OpenedRun): boolean {
  if (state === 'closed') return revision > sentRevision;
  const isWatched = !mayBeWithheld(plan) && plan.destinations.some(showsProgress);
  const questionCount = expectedQueries(plan).length;
  const step = Math.max(1, Math.ceil(questionCount / (questionCount <= fewQuestions ? 2 : 10)));
  return isWatched && revision - sentRevision >= step;
}

/**
 * Sends what a run's report says now. Sending it again is harmless: the notifier delivers a revision once.
 *
 * The revision is marked as sent last, so that it is still owed after a crash. A withheld report is marked, too, and stays
 * in the history.
 *
 * @param run - As for {@link tell}.
 */
export async function sendReport(run: OpenedRun, deps: FanInDeps): Promise<void> {
  const { store, log } = deps;
  const { runId, plan, revision, state } = run;
  const { content: told, entry, silence } = await tell(run, deps);
  const isClosed = state === 'closed';
  const content = isClosed && isSentForAnomalies(plan) ? await notify(run, told, deps) : told;
  // Before sending: if the process dies in between, another one repeats it.
  if (silence) {
    const { baseline, ...number } = silence;
    const fields = {
      runId,
      reportId: plan.reportId,
      ...number,
      baselineLow: baseline.low,
      baselineHigh: baseline.high,
    };
    log.error(alarmedEvents.noRequests, fields);
  }
  if (!isClosed || !isWithheld(run, content)) await publish(run, content, deps);
  else if (run.sentRevision < revision) log.info('report-not-sent', { runId, revision, state: content.state });
  if (entry) await store.keepHistory(entry);
  await store.markSent(runId, revision);
}

/**
 * Reads what the report of a run depends on, and makes the report.
 *
 * @param run - Just read: results are read after it, so the content is never older than its revision.
 */
export async function tell(run: OpenedRun, { store, log }: FanInDeps): Promise<Report> {
  const results = await store.readResults(run.runId);
  const read = historyNeeded(run).map(async ({ reportId, endsFromMs }) => {
    const history = await store.readHistory(reportId, endsFromMs);
    return [reportId, entriesOf(history, reportId, log)] as const;
  });
  return reportOf(run, results, new Map(await Promise.all(read)));
}

/** An unreadable entry becomes a gap: it stays for 400 days, and reports can't wait for it. */
export function entriesOf(
  { entries, unreadable }: History,
  reportId: string,
  log: FanInDeps['log'],
): readonly HistoryEntry[] {
  for (const problem of unreadable) log.warn('history-unreadable', { reportId, problem });
  return entries;
}

const maxAttemptCount = 3;

/**
 * Adds its notifications to a closed report.
 *
 * They are stored before they are sent: otherwise processes with two windows would both notify of one outage. A process
 * that died in between is repeated with the same notifications.
 *
 * @throws {RunStoreConflictError} Other windows were decided in between, several times. Retryable.
 */
async function notify(run: OpenedRun, content: ReportContent, { store }: FanInDeps): Promise<ReportContent> {
  const { reportId, windowEndMs } = run.plan;
  const expiresAtSeconds = runExpiresAtSeconds(windowEndMs);
  for (let attempt = 0; attempt < maxAttemptCount; attempt += 1) {
    const read = await store.readNotificationState(reportId);
    const { notifications, kept } = decideNotifications(run, content.values, read);
    if (!kept || (await store.storeNotificationState({ reportId, ...kept, expiresAtSeconds }, read)) === 'kept')
      return notifications.length > 0 ? { ...content, notifications: [...notifications] } : content;
  }
  throw new RunStoreConflictError('notify');
}

async function publish(run: OpenedRun, content: ReportContent, deps: FanInDeps): Promise<void> {
  const { store, publishReportUpdate, log } = deps;
  const { runId, plan, revision, state } = run;
  // Before sending: corrections of what readers have seen must follow in any case.
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

/**
 * Tells whether a closed report is not sent: it is sent only for anomalies and has no notification, or its plan has a
 * condition and the number is not above the bound or had nothing to measure, as before the first logs of a stage.
 *
 * Only scheduled runs are withheld: a person who asks for a report gets one. A failed question is reported, and so is a
 * correction of what readers have seen. A window older than the logs is not.
 */
function isWithheld(run: OpenedRun, { values, missing, notifications }: ReportContent): boolean {
  const { onlyIf, queries } = run.plan;
  if (hasNotNotified(run)) return !notifications;
  if (!onlyIf || !mayBeWithheld(run.plan) || run.publishedRevision !== undefined) return false;
  const found = values.find(({ queryId, numberId }) => queryId === onlyIf.queryId && numberId === onlyIf.numberId);
  if (found) return found.value <= onlyIf.above;
  const isAsked = queries.some(({ queryId }) => queryId === onlyIf.queryId);
  return isAsked && missing.every(({ queryId, reason }) => queryId !== onlyIf.queryId || reason.code === notKept);
}

/** Tells whether a closed run is sent only for anomalies, and readers have seen none of it. */
export const hasNotNotified = ({ plan, publishedRevision }: OpenedRun): boolean =>
  isSentForAnomalies(plan) && publishedRevision === undefined;

const isSentForAnomalies = ({ notifyOn, trigger }: OpenedRun['plan']): boolean =>
  notifyOn !== undefined && trigger === 'schedule';

/** Such a run shows no progress: a message that begins must end with a report. */
const mayBeWithheld = ({ onlyIf, notifyOn, trigger }: OpenedRun['plan']): boolean =>
  (onlyIf !== undefined || notifyOn !== undefined) && trigger === 'schedule';
