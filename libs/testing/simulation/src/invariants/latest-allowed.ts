import { longestRedriveMs } from '../world/redrive';

const minuteMs = 60_000;

/** One sweep, and a minute for the delivery: what a run may be late without any fault, ms. */
export const promisedMs = 6 * minuteMs;

/** The longest pause of the sweep's repeats, which double from five minutes, plus an operator's redrive. */
const longestMs = 30 * 60 * minuteMs;

/** What a single lost message costs: the sweep looks again after five minutes, and then waits for its own turn. */
const firstLossMs = 7.5 * minuteMs;

/** What went wrong with one run. */
export interface Excuses {
  /** Of faults in aggregator, notifier or their queues, epoch ms; Infinity for what lies in a dead-letter queue. */
  readonly faultTimesMs: readonly number[];
  /** Messages with its plan that went to the dead-letter queue. */
  readonly lostPlanCount: number;
  /** Sweeps that did not come. */
  readonly missedSweepCount: number;
}

/**
 * How late a report may be, given what went wrong.
 *
 * A fault before the run is due costs no time: deadline and sweep close the run with the answers that it has. Each
 * later fault can hit the one message that matters. That message comes back after its visibility timeout or with the
 * sweep's next repeat, and the pauses between repeats double. A missed sweep costs as much where one is needed, and
 * nothing where none is. Without any plan the aggregator does not know which chats get the report until an operator has
 * redriven a message with the plan.
 *
 * @returns Milliseconds after the due time.
 */
export function latestAllowedMs(reportDueAtMs: number, excuses: Excuses): number {
  const { faultTimesMs, lostPlanCount, missedSweepCount } = excuses;
  const faultCount = faultTimesMs.filter((atMs) => atMs >= reportDueAtMs - 5 * minuteMs).length;
  const count = faultCount === 0 ? 0 : faultCount + missedSweepCount;
  const redriveMs = lostPlanCount < 2 ? 0 : longestRedriveMs;
  return Math.min(longestMs, promisedMs + redriveMs + firstLossMs * (2 ** Math.min(count, 10) - 1));
}
