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
 * Ends every delivery, duplicates included: closes the run if it is over, and sends the revision that is owed. It also
 * does what an earlier delivery had left to do when its process died.
 *
 * @param seen - As it was just read.
 * @returns The run as it was read last; undefined when there is none.
 */
export async function settleRun(seen: Run | undefined, deps: FanInDeps): Promise<Run | undefined> {
  if (!isOpened(seen)) return seen;
  // After a close, won or lost, the run is read anew: its revision must not be older than the close.
  const run = (await closeIfOver(seen, deps)) ? await deps.store.readRun(seen.runId) : seen;
  if (isOpened(run) && isOwed(run)) await sendReport(run, deps);
  return run;
}

/** Whether a late answer is one more message to readers: mails and calls of webhooks can't be edited. */
export const makesCorrections = (run: Run | undefined): boolean =>
  isOpened(run) && run.state === 'closed' && !run.plan.destinations.every(isTelegramDestination);

/** @returns Whether the run was running and over, so that this process or another one has closed it by now. */
async function closeIfOver({ runId, state, counter, plan }: OpenedRun, deps: FanInDeps): Promise<boolean> {
  const { store, clock, log } = deps;
  const nowMs = clock.nowMs();
  const isDue = nowMs >= plan.reportDueAtMs;
  const expected = expectedQueries(plan);
  // The counter says when looking is worth its price; only the results say whether every answer is there.
  if (state === 'closed' || (!isDue && counter < expected.length)) return false;
  const results = new Map((await store.readResults(runId)).map(({ queryId, outcome }) => [queryId, outcome]));
  const outcomes = expected.map(({ queryId }) => results.get(queryId));
  if (!isDue && outcomes.includes(undefined)) return false;
  const why = isDue ? 'due' : 'finished';
  // Before the close: a process that dies in between repeats it, and after the close no process would look again.
  if (isUnanswered(outcomes)) {
    const { reportId, trigger } = plan;
    log.error(alarmedEvents.reportWithoutAnswers, { runId, reportId, trigger, why, counter });
  }
  const outcome = await store.closeRun({ runId, closedAtMs: nowMs, sweepAtMs: nextLookAtMs(nowMs, nowMs) });
  if (outcome === 'closed') log.info('run-closed', { runId, why, counter, expectedCount: expected.length });
  return true;
}

/** Why a question has no answer where no logs of its time are kept: they begin later, or that time was deleted. */
const notKept = 'not-kept';

/**
 * Whether no question was answered, and an operator can mend that: no hand brings back logs that are not kept. A report
 * without questions, which sums up others, has none to miss.
 */
const isUnanswered = (outcomes: readonly (QueryOutcome | undefined)[]): boolean =>
  outcomes.every((outcome) => outcome?.status !== 'success') &&
  outcomes.some((outcome) => outcome?.status !== 'failed' || outcome.reason.code !== notKept);

const fewQuestions = 20;

/**
 * A closed run owes its newest revision. A running one owes its progress to the destinations that show it, whenever
 * another half (of many questions, another tenth) has been answered since the last update. A short run is over in
 * seconds, in which more than two edits are unrest; more than ten would meet Telegram's flood limits.
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
 * The revision is marked as sent last, so that the delivery after a crash finds it still owed. A report that has nothing
 * to say is marked, too, and left to the history.
 *
 * @param run - As for {@link tell}.
 */
export async function sendReport(run: OpenedRun, deps: FanInDeps): Promise<void> {
  const { store, log } = deps;
  const { runId, plan, revision, state } = run;
  const { content: told, entry, silence } = await tell(run, deps);
  const isClosed = state === 'closed';
  const content = isClosed && isSentForAnomalies(plan) ? await notify(run, told, deps) : told;
  // Before it is out: a process that dies in between repeats it.
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
 * Reads what the report of a run depends on, and tells it.
 *
 * @param run - Just read: the results are read after it, so the content is never older than the revision it carries.
 */
export async function tell(run: OpenedRun, { store, log }: FanInDeps): Promise<Report> {
  const results = await store.readResults(run.runId);
  const read = historyNeeded(run).map(async ({ reportId, endsFromMs }) => {
    const history = await store.readHistory(reportId, endsFromMs);
    return [reportId, entriesOf(history, reportId, log)] as const;
  });
  return reportOf(run, results, new Map(await Promise.all(read)));
}

/** Entries are kept for 400 days, and no report may wait so long for its comparison: an unreadable one becomes a gap. */
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
 * Adds to a closed report of which anomalies it notifies its readers.
 *
 * What is decided is written before it is sent: processes that look at two windows at a time would both notify of one
 * outage, and one that dies in between notifies of the same when its event comes back.
 *
 * @throws {RunStoreConflictError} Other windows were decided in between, time and again. Retryable.
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

/**
 * Tells whether a closed report has nothing to say: it is sent for its anomalies alone, and notifies of none. Or its plan
 * has a condition, and the number is not above the bound, or there was nothing to measure, as before the first logs of a
 * stage.
 *
 * Only scheduled runs are withheld: a person who asks for a report gets one. A number without an answer is worth a
 * report, and so is a correction of what readers have seen. Where no logs are kept, there is no answer to wait for.
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

/** Whether a closed run is sent for its anomalies alone, and readers have not seen it: what was decided stays. */
export const hasNotNotified = ({ plan, publishedRevision }: OpenedRun): boolean =>
  isSentForAnomalies(plan) && publishedRevision === undefined;

const isSentForAnomalies = ({ notifyOn, trigger }: OpenedRun['plan']): boolean =>
  notifyOn !== undefined && trigger === 'schedule';

/** Of such a run nothing is shown before it is over: what has begun must also end. */
const mayBeWithheld = ({ onlyIf, notifyOn, trigger }: OpenedRun['plan']): boolean =>
  (onlyIf !== undefined || notifyOn !== undefined) && trigger === 'schedule';
