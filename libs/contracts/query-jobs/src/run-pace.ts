import { type JobPace } from './query-job';

/**
 * A run of up to this many queries hurries: it is too small to exceed the account's quotas for long. Five starts a
 * second cause 12 calls of GetQueryResults a second for two seconds; ten are allowed.
 */
const maxHurriedQueryCount = 20;
const hurriedStartsPerSecond = 5;

/**
 * How many queries a larger run starts per second.
 *
 * StartQuery and GetQueryResults take ten calls a second each, for the whole account, and neither quota can be raised.
 * So the first poll of a query must nearly always find its answer: after 14 s, 97 to 98 % of the queries are done, and
 * the others need two or three more polls. 9.3 starts then cause 9.7 to 9.9 polls a second.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const patientStartsPerSecond = 9.3;

/** How long after its start a query of a larger run is first polled, ms. */
const patientFirstPollAfterMs = 14_000;

/**
 * The minimum of `startBackoffMs`, ms. A larger run uses half of the time of its starts, 54 s for 1,000 queries: starts
 * that are throttled, most likely by another run of that size, come back while the others start.
 */
const minStartBackoffMs = 8_000;

/**
 * The time of the last query of a larger run until its run gives up, ms: the first poll, four more for a slow query
 * (40 s), and a throttled call or two.
 */
const patientLastQueryMs = 120_000;

/** How a run spreads its queries over time, so that they fit into the account's quotas. */
export interface RunPace {
  /** Goes into every job of a larger run. Absent: a small run. */
  readonly pace?: JobPace;
  /** The minimum duration of the run, ms, so that its last query has enough time. */
  readonly neededMs: number;
  /** How long after the start of the run a query starts, whole ms. @param index - Its position in the run, from 0. */
  startAfterMs(index: number): number;
}

/**
 * Decides the pace of a run: a small one as fast as possible, a larger one as the quotas allow.
 *
 * It is part of the contract because the dispatcher's starts and the worker's polls share the quotas.
 *
 * @param runId - Shifts a larger run's starts by a fraction of the pause between two starts, always the same for a run:
 *   runs that begin together then do not call at the same moments.
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
 * Splits a delay into whole seconds for the queue, and the rest, which the worker waits: without the rest all starts of
 * a second would come at once.
 */
export function splitDelay(delayMs: number): { readonly delaySeconds: number; readonly waitMs: number } {
  const wholeMs = Math.round(delayMs);
  return { delaySeconds: Math.floor(wholeMs / 1000), waitMs: wholeMs % 1000 };
}
