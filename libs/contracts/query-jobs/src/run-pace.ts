import { type JobPace } from './query-job';

/**
 * A run of up to this many queries hurries: its starts are so few that the account's quotas hold however often its queries
 * are looked at. Five starts a second make 12 calls of GetQueryResults a second for two seconds, of ten that are allowed.
 */
const maxHurriedQueryCount = 20;
const hurriedStartsPerSecond = 5;

/**
 * How many queries a larger run starts per second.
 *
 * StartQuery and GetQueryResults take ten calls a second each, for the whole account, and neither can be raised. So the
 * first poll of a query must nearly always find its answer: after 14 s, 97 to 98 % of the queries are done, and the
 * others need two or three polls more. 9.3 starts then go with 9.7 to 9.9 polls a second.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const patientStartsPerSecond = 9.3;

/** How long after its start a query of a larger run is looked at first, ms. */
const patientFirstPollAfterMs = 14_000;

/**
 * The least bound of `startBackoffMs`, ms. A larger run's is half of the time that its starts take, 54 s for 1,000
 * queries: what is throttled, most likely by another run of the same size, then comes back while the others start.
 */
const minStartBackoffMs = 8_000;

/**
 * What the last query of a larger run is given before its run gives up, ms: the first poll, four more at a slow query
 * (40 s), and a throttled call or two.
 */
const patientLastQueryMs = 120_000;

/** How a run spreads its queries over time, so that they fit into the account's quotas. */
export interface RunPace {
  /** Goes into every job of a larger run. Absent: a small run. */
  readonly pace?: JobPace;
  /** How long the run must go on at least, ms, so that its last query has its time. */
  readonly neededMs: number;
  /** How long after the start of the run a query starts, ms, a whole number. By its place in the run, from 0. */
  startAfterMs(index: number): number;
}

/**
 * Tells how a run is paced: a small one as fast as it can be, a larger one as the quotas allow.
 *
 * It is part of the contract because the dispatcher's starts and the worker's polls share the quotas.
 *
 * @param runId - Shifts a larger run's starts by a part of the pause between two of them, always the same for the same
 *   run: runs that begin at the same moment then do not call at the same moments.
 */
export function runPaceOf(queryCount: number, runId: string): RunPace {
  if (queryCount <= maxHurriedQueryCount) {
    return { neededMs: 0, startAfterMs: (index) => Math.floor(index / hurriedStartsPerSecond) * 1000 };
  }
  const phase = phaseOf(runId);
  const startAfterMs = (index: number): number => Math.floor(((index + phase) * 1000) / patientStartsPerSecond);
  const startBackoffMs = Math.round(Math.max(minStartBackoffMs, startAfterMs(queryCount) / 2));
  return {
    pace: { firstPollAfterMs: patientFirstPollAfterMs, startBackoffMs },
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
 */
export function splitDelay(delayMs: number): { readonly delaySeconds: number; readonly waitMs: number } {
  const wholeMs = Math.round(delayMs);
  return { delaySeconds: Math.floor(wholeMs / 1000), waitMs: wholeMs % 1000 };
}
