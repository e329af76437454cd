import { type Clock, type Random, fullJitterMs } from '@pulso/kit/time';

import { RunStoreConflictError } from './errors';
import { type RunStore, type ScheduleWatch } from './ports';

export interface RetryDeps {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly random: Random;
}

const maxAttemptCount = 5;
const backoff = { baseMs: 50, capMs: 1000 };

/** Tries a write again while others are in its way; the last conflict is thrown, and the queue's redelivery goes on. */
async function retryConflicts<T>(write: () => Promise<T>, { clock, random }: RetryDeps): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof RunStoreConflictError) || attempt + 1 >= maxAttemptCount) throw error;
      await clock.sleep(fullJitterMs(attempt, backoff, random));
    }
  }
}

/** The same store, patient about concurrent writes: DynamoDB cancels the later of two transactions on one item. */
export const withRunConflictRetries = (store: RunStore, deps: RetryDeps): RunStore => ({
  readRun: (runId) => retryConflicts(() => store.readRun(runId), deps),
  readResults: (runId) => retryConflicts(() => store.readResults(runId), deps),
  openRun: (run) => retryConflicts(() => store.openRun(run), deps),
  addResult: (result) => retryConflicts(() => store.addResult(result), deps),
  replaceFailure: (result) => retryConflicts(() => store.replaceFailure(result), deps),
  replaceSuccess: (result, read) => retryConflicts(() => store.replaceSuccess(result, read), deps),
  closeRun: (run) => retryConflicts(() => store.closeRun(run), deps),
  markSent: (runId, revision) => retryConflicts(() => store.markSent(runId, revision), deps),
  markPublished: (runId, revision) => retryConflicts(() => store.markPublished(runId, revision), deps),
  keepHistory: (entry) => retryConflicts(() => store.keepHistory(entry), deps),
  readHistory: (reportId, endsFromMs) => retryConflicts(() => store.readHistory(reportId, endsFromMs), deps),
  readNewestHistory: (newest) => retryConflicts(() => store.readNewestHistory(newest), deps),
  readToldNews: (reportId) => retryConflicts(() => store.readToldNews(reportId), deps),
  keepToldNews: (news, read) => retryConflicts(() => store.keepToldNews(news, read), deps),
  readPlan: (runId) => retryConflicts(() => store.readPlan(runId), deps),
  nominate: (state, nomination) => retryConflicts(() => store.nominate(state, nomination), deps),
  rescheduleSweep: (runId, revision, sweepAtMs) =>
    retryConflicts(() => store.rescheduleSweep(runId, revision, sweepAtMs), deps),
});

/** As {@link withRunConflictRetries}. */
export const withWatchConflictRetries = (watch: ScheduleWatch, deps: RetryDeps): ScheduleWatch => ({
  readExpectedRun: (reportId) => retryConflicts(() => watch.readExpectedRun(reportId), deps),
  expectRun: (run, instead) => retryConflicts(() => watch.expectRun(run, instead), deps),
  rescheduleExpected: (expected, sweepAtMs) =>
    retryConflicts(() => watch.rescheduleExpected(expected, sweepAtMs), deps),
  dropExpected: (expected) => retryConflicts(() => watch.dropExpected(expected), deps),
  nominateExpected: (nomination) => retryConflicts(() => watch.nominateExpected(nomination), deps),
});
