import { minuteMs } from '@pulso/kit/time';
import { type Absence } from '../world/expected-run';

/** How late a run may be without faults: one sweep, and a minute for the delivery, ms. */
export const promisedMs = 6 * minuteMs;

/** The time after the last fault besides the sweep's pause: a visibility timeout, a pause between sends, a delivery. */
const afterLastMs = 30 * minuteMs;

/** The cost of one lost message: the sweep checks after five minutes, and then waits for its own turn. */
const firstLossMs = 7.5 * minuteMs;

/** How long before the due time a fault can cause a delay: repeated work may then come too late, ms. */
const costsFromMs = 5 * minuteMs;
const costsFromWithPauseMs = 20 * minuteMs;

/** What went wrong with one run. */
export interface Excuses {
  /** Of faults in aggregator, notifier or their queues, epoch ms. */
  readonly faultTimesMs: readonly number[];
  /** Of messages about it, or about no run. */
  readonly absences: readonly Absence[];
  /** Sweeps that did not come. */
  readonly missedSweepCount: number;
  /** Two sends to this destination may have got no answer, so that the next one had to wait (D13). */
  readonly hasPaused: boolean;
}

/**
 * How late a report may be, given what went wrong.
 *
 * A fault before the run is due costs no time: deadline and sweep close the run with the answers that it has. Only the
 * second send without an answer is followed by a pause of 13 minutes. Each later fault can hit the one message that
 * matters. That message comes back after its visibility timeout or with the sweep's next repeat, and the pauses between
 * repeats double: the first repeat after the last fault comes before twice the time that has passed by then. A late
 * message is a fault until it comes, a dead letter until an operator has redriven it. A missed sweep costs as much if it
 * was needed, otherwise nothing. Without any plan the aggregator does not know which chats get the report until a message
 * with the plan comes.
 *
 * @returns Milliseconds after the due time.
 */
export function latestAllowedMs(reportDueAtMs: number, excuses: Excuses): number {
  const { faultTimesMs, absences, missedSweepCount, hasPaused } = excuses;
  const times = [...faultTimesMs, ...absences.map(({ untilMs }) => untilMs)].filter(
    (atMs) => atMs >= reportDueAtMs - (hasPaused ? costsFromWithPauseMs : costsFromMs),
  );
  const planMs = planLostForMs(reportDueAtMs, absences);
  if (times.length === 0) return promisedMs + planMs;
  const count = times.length + missedSweepCount;
  const byCountMs = planMs + firstLossMs * (2 ** Math.min(count, 10) - 1);
  const lastMs = Math.max(planMs, times.reduce((latest, atMs) => Math.max(latest, atMs), 0) - reportDueAtMs);
  return promisedMs + Math.min(byCountMs, 2 * lastMs + afterLastMs + missedSweepCount * 5 * minuteMs);
}

/** Two messages bring the plan: how long after the due time both were absent, ms. */
function planLostForMs(reportDueAtMs: number, absences: readonly Absence[]): number {
  const plans = Map.groupBy(
    absences.filter(({ hasPlan }) => hasPlan),
    ({ messageId }) => messageId,
  );
  if (plans.size < 2) return 0;
  const comeAtMs = [...plans.values()].map((times) => Math.max(...times.map(({ untilMs }) => untilMs)));
  return Math.max(0, Math.min(...comeAtMs) - reportDueAtMs);
}
