import { maxDelaySeconds } from '@pulso/contracts/naming';

import { type JobPace } from './query-job';

/**
 * Up to this many queries a run is in a hurry: its starts are so few that the account's quotas hold however it polls.
 * Five starts a second and looks after about 0.75, 2.25 and 5.25 s make at most 5 x (1 + 0.9 + 0.5) = 12 calls of
 * GetQueryResults a second, for two seconds only: what exceeds the ten a second fits into the quota's burst of ten.
 */
const maxHurriedQueryCount = 20;
const hurriedStartsPerSecond = 5;

/**
 * How fast a larger run starts its queries, per second, and how long after its start a query is looked at first.
 *
 * StartQuery and GetQueryResults take ten calls a second each, for a whole account, and neither can be raised. With
 * P looks per query a run can't start more than 10 / P queries a second, so the first look must nearly always find the
 * answer. Log-normal with a median of 2.5 s and a 99th percentile of 17.5 s, 2.0 % of the queries take longer than
 * 14 s (with 3 s and 20 s: 3.0 %); stragglers need two or three more looks, so P is 1.04 to 1.07 and 9.3 starts a second
 * need 9.7 to 9.9 looks. N queries take N / 9.3 + 14 s, and what the last stragglers take: 1,000 about 125 s, where the
 * quota allows 100 s at best, with 2.1 calls per query. 9.3 x 3.6 s = 33 queries run at once, of 100.
 *
 * How AWS measures a second is not documented; this counts on what it calls a rate letting ten calls come at once.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const patientStartsPerSecond = 9.3;
const patientFirstPollAfterMs = 14_000;

/**
 * Bounds of {@link RunPace.pace}'s `startBackoffMs`, ms. Starts are throttled when somebody else uses the quota, most
 * likely a run of the same size: half the time that this run's starts take spreads what did not fit over the time in
 * which they do. Less means more throttled calls (1,000 queries twice: half of the calls at 15 s, 40 % at 54 s, both in
 * 280 s), more means a later end (at 120 s and twice that: 27 % in 400 s).
 */
const startBackoff = { minMs: 8_000, maxMs: 60_000 };

/**
 * What the last query of a larger run is given before its run gives up, ms: the first look, a straggler (four looks,
 * 40 s), and a throttled call or two.
 */
const patientLastQueryMs = 120_000;

/** The most queries of one run: the last one's delay is the longest that SQS takes, 900 s. */
export const maxRunQueryCount = Math.floor(patientStartsPerSecond * maxDelaySeconds);

/** How a run spreads its queries over time, so that they fit into the account's quotas. */
export interface RunPace {
  /** Larger runs only: goes into every job. */
  readonly pace?: JobPace;
  /** How long after the start of the run it can give up at the earliest, so that its last query has its time. */
  readonly neededMs: number;
  /**
   * @param index - Of the query in its run, from 0.
   * @returns How long after the start of the run the query starts, ms, a whole number.
   */
  startAfterMs(index: number): number;
}

/**
 * Tells how a run of so many queries is paced: a small one as fast as it can be, a larger one as the quotas allow.
 *
 * Dispatcher and worker must agree on it (the starts of the one and the looks of the other share the quotas), and so it
 * is part of the contract.
 *
 * @param runId - Shifts a larger run's starts by a part of their distance, the same for every attempt at dispatching
 *   it, so that runs that begin at the same moment do not march in step.
 * @example
 * runPaceOf(3, 'r').startAfterMs(2); // 0
 * runPaceOf(1_000, 'r').startAfterMs(999); // 107419 to 107526
 */
export function runPaceOf(queryCount: number, runId: string): RunPace {
  if (queryCount <= maxHurriedQueryCount) {
    return { neededMs: 0, startAfterMs: (index) => Math.floor(index / hurriedStartsPerSecond) * 1000 };
  }
  const phase = phaseOf(runId);
  const startAfterMs = (index: number): number => Math.floor(((index + phase) * 1000) / patientStartsPerSecond);
  const startBackoffMs = Math.min(startBackoff.maxMs, Math.max(startBackoff.minMs, startAfterMs(queryCount) / 2));
  return {
    pace: { firstPollAfterMs: patientFirstPollAfterMs, startBackoffMs: Math.round(startBackoffMs) },
    neededMs: startAfterMs(queryCount) + patientLastQueryMs,
    startAfterMs,
  };
}

/** A number in [0, 1) that looks random and is the same for the same text (FNV-1a). */
function phaseOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/**
 * Splits a delay into what a queue, which counts whole seconds, can hold a job back, and the rest, which the worker
 * waits: without the rest all starts of a second would come at once.
 *
 * @param delayMs - At least 0.
 */
export function splitDelay(delayMs: number): { readonly delaySeconds: number; readonly waitMs: number } {
  const wholeMs = Math.round(delayMs);
  return { delaySeconds: Math.floor(wholeMs / 1000), waitMs: wholeMs % 1000 };
}
