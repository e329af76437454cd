import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type Result, expectedQueries } from '@pulso/domain/report-content';

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
  /** Where the plan has `onlyIf` or `news`: a revision that readers may have seen. Absent: none. */
  readonly publishedRevision?: number;
  readonly firstSeenAtMs: number;
  readonly openedAtMs?: number;
  readonly closedAtMs?: number;
}

/** A run that has its plan. */
export type OpenedRun = Run & { readonly plan: ReportPlan };

/** The stored outcome of one question of a run. */
export interface StoredResult extends Result {
  /** When the worker had it, epoch ms. */
  readonly finishedAtMs: number;
}

export const isOpened = (run: Run | undefined): run is OpenedRun => run?.plan !== undefined;

/**
 * Tells whether every expected question has a result, successful or not. Other results don't count, so no number
 * of them makes up for a missing one.
 */
export const isFinished = (plan: ReportPlan, results: readonly StoredResult[]): boolean => {
  const answered = new Set(results.map(({ queryId }) => queryId));
  return expectedQueries(plan).every(({ queryId }) => answered.has(queryId));
};

/** A worker has the answer to a question of a run, or why there is none. */
export type QueryFinished = Extract<RunEvent, { type: 'query-finished' }>;
