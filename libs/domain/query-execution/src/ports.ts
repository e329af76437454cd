import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type FailureReason, type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';

/** Times in epoch seconds, both inclusive. */
export type QueryToStart = Pick<QueryJob, 'logGroupNames' | 'queryString' | 'startTimeSeconds' | 'endTimeSeconds'>;

/** `throttled`: a call rate or the number of running queries is at its limit. Throws other failures that may pass. */
export type StartOutcome =
  | { readonly status: 'started'; readonly insightsQueryId: string }
  | { readonly status: 'throttled' }
  | { readonly status: 'refused'; readonly reason: FailureReason };

/**
 * `ended`: over without an answer (failed, cancelled, timed out, or no longer known). `refused`: asking again can't
 * help. Other failures that may pass are thrown.
 */
export type PollOutcome =
  /** `bytesScanned`: so far, where that is told. */
  | { readonly status: 'running'; readonly bytesScanned?: number }
  | { readonly status: 'throttled' }
  | { readonly status: 'refused'; readonly reason: FailureReason }
  | { readonly status: 'ended'; readonly insightsStatus: string }
  | ({ readonly status: 'complete' } & Pick<Extract<QueryOutcome, { status: 'success' }>, 'rows' | 'statistics'>);

export interface RunQuery {
  start(query: QueryToStart): Promise<StartOutcome>;
  poll(insightsQueryId: string): Promise<PollOutcome>;
  /** Ends a query whose answer is not wanted any more, if it still runs. */
  stop(insightsQueryId: string): Promise<void>;
}

/** Resolves when the queue has accepted it. */
export type PublishRunEvent = (event: Extract<RunEvent, { type: 'query-finished' }>) => Promise<void>;

/**
 * Puts a job into the queue, 0 to 900 seconds from now, by one request.
 *
 * @returns `refused` when it is certainly not in the queue. Throws when it may be.
 */
export type ReenqueueJob = (job: QueryJob, delaySeconds: number) => Promise<'accepted' | 'refused'>;
