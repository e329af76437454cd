import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type HistoryEntry, type Notified, type Result } from '@pulso/domain/report-content';
import { type Log } from '@pulso/kit/runtime';
import { type Clock, type Random, type Schedule } from '@pulso/kit/time';

/** What is stored about one run, apart from its results. Times in epoch ms. */
export interface Run {
  readonly runId: string;
  /** Absent until the run is opened: results that arrive early create the run without one. */
  readonly plan?: ReportPlan;
  readonly state: 'running' | 'closed';
  /** How many questions have a stored result, each counted once. */
  readonly counter: number;
  /** Raised by every change that a reader could see. 0: nothing has happened. */
  readonly revision: number;
  /** The newest revision that was handed to the notifier's queue. 0: none. */
  readonly sentRevision: number;
  /** Where the plan has `onlyIf` or `notifyOn`: a revision that readers may have seen. Absent: none. */
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
  /** When the worker had it, epoch ms. */
  readonly finishedAtMs: number;
}

/** Where in the sweep's index a run stands. The index only nominates; the run itself says what is true. */
export type SweepState = 'waiting' | 'open' | 'closed';

export interface Nomination {
  /** Only what the sweep should have looked at by then, epoch ms. */
  readonly dueByMs: number;
  readonly limit: number;
}

export interface RunToOpen {
  readonly runId: string;
  readonly plan: ReportPlan;
  readonly openedAtMs: number;
  readonly expiresAtSeconds: number;
}

export interface ResultToStore extends StoredResult {
  readonly runId: string;
  readonly storedAtMs: number;
  readonly expiresAtSeconds: number;
}

export interface RunToClose {
  readonly runId: string;
  readonly closedAtMs: number;
  /** When the sweep repeats the closed report for the first time, epoch ms. */
  readonly sweepAtMs: number;
}

/** Of which anomalies the readers of a report that is sent for these alone have been notified lately. */
export interface NotificationState extends Notified {
  readonly reportId: string;
  readonly expiresAtSeconds: number;
}

export interface History {
  /** In no particular order. */
  readonly entries: readonly HistoryEntry[];
  /** What is wrong with those that can't be read. */
  readonly unreadable: readonly string[];
}

export interface NewestHistory {
  readonly reportId: string;
  /** Only windows that had ended by then, epoch ms. */
  readonly endedByMs: number;
  readonly limit: number;
}

/**
 * Keeps runs and their results.
 *
 * Every read but `nominate` is strongly consistent and takes what has expired for absent. Every write is atomic and
 * carries its own condition, so that repeating it (after a crash, a lost answer, a second delivery) changes nothing. A
 * write that was applied may yet be reported as refused by its condition: callers must expect that outcome.
 *
 * Operations throw `RunStoreConflictError` when a concurrent write was in the way (retryable at once), and the store's
 * own errors otherwise (retryable by another delivery).
 */
export interface RunStore {
  readRun(runId: string): Promise<Run | undefined>;
  /** All results of a run, expected or not, in no particular order. */
  readResults(runId: string): Promise<StoredResult[]>;
  /** Gives a run its plan, provided that it has none; results may have created it before. Raises the revision. */
  openRun(run: RunToOpen): Promise<'opened' | 'has-plan'>;
  /**
   * Stores the first result of a question and adds one to the run's counter and revision, in one transaction that
   * creates the run if need be. Also asks the sweep to look at the run, open or closed.
   */
  addResult(result: ResultToStore): Promise<'added' | 'exists'>;
  /** As `addResult`, but puts a success in the place of a failure: that raises the revision and not the counter. */
  replaceFailure(result: ResultToStore): Promise<'replaced' | 'not-failed'>;
  /**
   * As `replaceFailure`, but in the place of another success.
   *
   * @param read - The success that it replaces, as it was read; nothing happens where it is another one by now.
   */
  replaceSuccess(result: ResultToStore, read: Pick<StoredResult, 'finishedAtMs'>): Promise<'replaced' | 'changed'>;
  /** Closes an opened, running run and raises its revision. */
  closeRun(run: RunToClose): Promise<'closed' | 'not-running'>;
  /** Raises the sent revision to `revision`; a higher one stays. */
  markSent(runId: string, revision: number): Promise<void>;
  /** Notes that a revision of a report that may be withheld is about to be handed to the notifier. */
  markPublished(runId: string, revision: number): Promise<void>;
  /** Writes the entry unless one is there already from another run, or a newer one from the same run. */
  keepHistory(entry: HistoryEntry): Promise<void>;
  /** All entries of a report whose windows end at `endsFromMs` or later. */
  readHistory(reportId: string, endsFromMs: number): Promise<History>;
  readNewestHistory(newest: NewestHistory): Promise<History>;
  readNotificationState(reportId: string): Promise<NotificationState | undefined>;
  /**
   * Writes notifications in the place of what was read.
   *
   * @param read - As it was read; nothing happens where another window has been decided by now.
   */
  storeNotificationState(
    notifications: NotificationState,
    read: NotificationState | undefined,
  ): Promise<'kept' | 'changed'>;
  /** Ids of runs for the sweep to look at, those that wait longest first. May be stale in both directions. */
  nominate(state: SweepState, nomination: Nomination): Promise<string[]>;
  /**
   * Says when the sweep looks at the run again, `undefined` for never. Does nothing if the run's revision is not
   * `revision` any more: the write that raised it has also asked for the sweep.
   *
   * @param revision - `undefined`: any, provided that the sweep looks at the run at all. That is right for a look at
   *   the next opportunity, and for a run that can't be read and so has no revision to name.
   */
  rescheduleSweep(runId: string, revision: number | undefined, sweepAtMs: number | undefined): Promise<void>;
}

/** By which schedule a report runs, as this stage has it. */
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
  /** Expects a run in the place of another one, or of none; does nothing if something else is expected by now. */
  expectRun(run: RunToExpect, instead: ExpectedRun | undefined): Promise<void>;
  /** Says when to look for this run again. Does nothing if another one is expected by now. */
  rescheduleExpected(expected: ExpectedRun, sweepAtMs: number): Promise<void>;
  /** Expects this run no more. Does nothing if another one is expected by now. */
  dropExpected(expected: ExpectedRun): Promise<void>;
  /** Report ids whose expected run is to be looked for. May be stale in both directions. */
  nominateExpected(nomination: Nomination): Promise<string[]>;
}

/** What the handlers of events work with. */
export interface FanInDeps {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
  /** The reports of this stage that run by themselves, each once. */
  readonly schedules: readonly ReportSchedule[];
  /** Hands an update to the notifier; resolves when its queue has accepted it. Must be given again after any doubt. */
  readonly publishReportUpdate: (update: ReportUpdate) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
