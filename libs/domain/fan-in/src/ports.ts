import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type HistoryEntry, type Notified, type Result } from '@pulso/domain/report-content';
import { type Log } from '@pulso/kit/runtime';
import { type Clock, type Random, type Schedule } from '@pulso/kit/time';

/** A stored run without its results. Times in epoch ms. */
export interface Run {
  readonly runId: string;
  /** Absent until the run is opened: early results create the run without a plan. */
  readonly plan?: ReportPlan;
  readonly state: 'running' | 'closed';
  /** How many questions have a stored result. */
  readonly counter: number;
  /** Raised by every change that a reader could see, from 0. */
  readonly revision: number;
  /** The newest revision that was handed to the notifier's queue. 0: none. */
  readonly sentRevision: number;
  /** With `onlyIf` or `notifyOn`: a revision that readers may have seen. */
  readonly publishedRevision?: number;
  readonly firstSeenAtMs: number;
  readonly openedAtMs?: number;
  readonly closedAtMs?: number;
}

/** A run that has its plan. */
export type OpenedRun = Run & { readonly plan: ReportPlan };

export const isOpened = (run: Run | undefined): run is OpenedRun => run?.plan !== undefined;

/** The stored outcome of one question of a run. */
export interface StoredResult extends Result {
  /** When the worker got it, epoch ms. */
  readonly finishedAtMs: number;
}

/** A run's place in the sweep's index. The index only nominates: the run itself is right. */
export type SweepState = 'waiting' | 'open' | 'closed';

export interface Nomination {
  /** Only what the sweep should look at by then, epoch ms. */
  readonly dueByMs: number;
  readonly limit: number;
}

export interface RunToOpen extends Required<Pick<Run, 'runId' | 'plan' | 'openedAtMs'>> {
  readonly expiresAtSeconds: number;
}

export interface ResultToStore extends StoredResult {
  readonly runId: string;
  readonly storedAtMs: number;
  readonly expiresAtSeconds: number;
}

export interface RunToClose extends Required<Pick<Run, 'runId' | 'closedAtMs'>> {
  /** When the sweep first repeats the closed report, epoch ms. */
  readonly sweepAtMs: number;
}

export interface NotificationState extends Notified {
  readonly reportId: string;
  readonly expiresAtSeconds: number;
}

export interface History {
  /** In any order. */
  readonly entries: readonly HistoryEntry[];
  /** The problem of each entry that can't be read. */
  readonly unreadable: readonly string[];
}

export interface NewestHistory {
  readonly reportId: string;
  /** Only windows that ended by then, epoch ms. */
  readonly endedByMs: number;
  readonly limit: number;
}

/**
 * Keeps runs and their results.
 *
 * Every read but `nominate` is strongly consistent and ignores expired items. Every write is atomic and conditional, so a
 * repetition (after a crash, a lost answer, a second delivery) changes nothing. A write that was applied may still report
 * that its condition failed: callers must expect that.
 *
 * Operations throw `RunStoreConflictError` after a concurrent write (retryable at once), otherwise the store's own errors
 * (retryable by another delivery).
 */
export interface RunStore {
  readRun(runId: string): Promise<Run | undefined>;
  /** All results of a run, expected or not, in any order. */
  readResults(runId: string): Promise<StoredResult[]>;
  /** Gives a run its plan if it has none, and raises the revision. Results may have created the run before. */
  openRun(run: RunToOpen): Promise<'opened' | 'has-plan'>;
  /**
   * Stores the first result of a question and raises the run's counter and revision, in one transaction that creates the
   * run if necessary. Also asks the sweep to look at the run, open or closed.
   */
  addResult(result: ResultToStore): Promise<'added' | 'exists'>;
  /** As `addResult`, but replaces a failure by a success, and does not raise the counter. */
  replaceFailure(result: ResultToStore): Promise<'replaced' | 'not-failed'>;
  /** As `replaceFailure`, but replaces a success, if it is still the one that was read. */
  replaceSuccess(result: ResultToStore, read: Pick<StoredResult, 'finishedAtMs'>): Promise<'replaced' | 'changed'>;
  /** Closes an opened, running run and raises its revision. */
  closeRun(run: RunToClose): Promise<'closed' | 'not-running'>;
  /** Raises the sent revision to `revision`; a higher one stays. */
  markSent(runId: string, revision: number): Promise<void>;
  /** Notes that a report that may be withheld is about to be handed to the notifier. */
  markPublished(runId: string, revision: number): Promise<void>;
  /** Writes the entry unless there is one of another run, or a newer one of the same run. */
  keepHistory(entry: HistoryEntry): Promise<void>;
  /** All entries of a report whose windows end at `endsFromMs` or later. */
  readHistory(reportId: string, endsFromMs: number): Promise<History>;
  readNewestHistory(newest: NewestHistory): Promise<History>;
  readNotificationState(reportId: string): Promise<NotificationState | undefined>;
  /** Replaces the state that was read, unless another window has been decided since. */
  storeNotificationState(
    notifications: NotificationState,
    read: NotificationState | undefined,
  ): Promise<'kept' | 'changed'>;
  /** Ids of runs for the sweep to look at, longest waiting first. Some may be missing or not due. */
  nominate(state: SweepState, nomination: Nomination): Promise<string[]>;
  /**
   * Says when the sweep looks at the run again, `undefined` for never. Does nothing if the run has another revision: the
   * write that raised it has also asked for the sweep.
   *
   * @param revision - `undefined`: any, if the sweep looks at the run at all. For a run that can't be read.
   */
  rescheduleSweep(runId: string, revision: number | undefined, sweepAtMs: number | undefined): Promise<void>;
}

/** The schedule of a report in this stage. */
export interface ReportSchedule extends Schedule {
  readonly reportId: string;
}

/** A scheduled run that should appear. */
export interface ExpectedRun {
  readonly reportId: string;
  readonly scheduledAtMs: number;
  /** When to look for it, epoch ms. */
  readonly sweepAtMs: number;
}

export interface RunToExpect extends ExpectedRun {
  readonly expiresAtSeconds: number;
}

/** Remembers per report which scheduled run is awaited. Consistency and errors as for {@link RunStore}. */
export interface ScheduleWatch {
  readExpectedRun(reportId: string): Promise<ExpectedRun | undefined>;
  /** Expects a run instead of another one or none. Does nothing if something else is expected by now. */
  expectRun(run: RunToExpect, instead: ExpectedRun | undefined): Promise<void>;
  /** Says when to look for this run again. Does nothing if another one is expected by now. */
  rescheduleExpected(expected: ExpectedRun, sweepAtMs: number): Promise<void>;
  /** Stops expecting this run. Does nothing if another one is expected by now. */
  dropExpected(expected: ExpectedRun): Promise<void>;
  /** Ids of reports whose expected run is due. Some may be missing or not due. */
  nominateExpected(nomination: Nomination): Promise<string[]>;
}

/** The ports of the event handlers. */
export interface FanInDeps {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
  /** The scheduled reports of this stage, each once. */
  readonly schedules: readonly ReportSchedule[];
  /** Hands an update to the notifier. Resolves when its queue has accepted it; in doubt it must be repeated. */
  readonly publishReportUpdate: (update: ReportUpdate) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
